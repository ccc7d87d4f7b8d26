// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/DeskRuntime.h"

#include "core/audit/AuditTable.h"
#include "core/market/MarketWithInputs.h"
#include "core/risk/Limits.h"
#include "core/storage/StorageWriter.h"
#include "core/util/Clock.h"
#include "core/util/SystemJournal.h"
#include "core/venue/VenueFactory.h"

#include <QTemporaryDir>

#include <fmt/format.h>
#include <strikedesk/BuildIdentity.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <utility>

namespace strikedesk {

struct DeskRuntime::TemporaryFolder
{
    QTemporaryDir folder;
};

DeskRuntime::DeskRuntime() = default;
DeskRuntime::~DeskRuntime()
{
    const bool hasRun = m_engine != nullptr;
    m_engine.reset();
    if (hasRun)
        m_log->info("The desk has stopped.");
}

std::string inputsOf(const DeskOptions& options)
{
    const MarketChoice& market = options.market;
    const std::string where = market.kind == MarketChoice::Kind::Simulated
        ? fmt::format("simulated {}", market.date.ok() ? toIsoText(market.date) : "")
        : fmt::format("recorded {} {}{}", market.underlying, toIsoText(market.date),
                      market.until ? " to " + toIsoText(*market.until) : std::string());
    return fmt::format("{}, seed {}, fills {}, cash {}", where, options.seed, options.fillModel,
                       options.openingCash.text());
}

namespace {

ProfileKind profileKindOf(DeskMode mode)
{
    switch (mode) {
    case DeskMode::Paper: return ProfileKind::Paper;
    case DeskMode::Replay: return ProfileKind::Replay;
    case DeskMode::Live: return ProfileKind::Live;
    }
    return ProfileKind::Paper;
}

// Where an exchange in this process remembers the run, so that a desk that was killed finds its venue as it
// left it. Each run has a file of its own: inputs that differ make another exchange.
std::string ledgerPathFor(const DeskOptions& options, const std::string& folder)
{
    std::string name = inputsOf(options);
    for (char& c : name) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!isPlain)
            c = '-';
    }
    return folder + "/exchange-" + name + ".jsonl";
}

Result<std::unique_ptr<Venue>> venueFor(const DeskOptions& options, const std::string& folder)
{
    VenueChoice choice;
    choice.socketPath = options.exchangeSocket;
    choice.market = options.market;
    const auto fills = parseFillModel(options.fillModel);
    if (!fills)
        return fail(fills.error());
    choice.exchange.fills = *fills;
    choice.exchange.seed = options.seed;
    choice.exchange.cash = options.openingCash;
    const auto profile = findExchangeProfile("strikedesk-sim");
    if (!profile)
        return fail(profile.error());
    choice.exchange.profile = *profile;
    if (!options.profileFolder.empty())
        choice.ledgerPath = ledgerPathFor(options, folder);
    return openVenue(choice);
}

RunStarted runFor(const DeskOptions& options, const MarketSource& source)
{
    RunStarted run;
    run.inputs = inputsOf(options);
    run.mode = nameOf(options.mode);
    run.market = source.profile().name;
    run.isSimulated = source.profile().isSimulated;
    run.fillModel = options.fillModel;
    run.seed = options.seed;
    run.account = "SIM-1";
    run.accountType = "margin";
    run.optionLevel = 3;
    run.openingCash = options.openingCash;
    run.startsAt = source.startsAt();
    return run;
}

std::string startedAs(const TradingCore& core)
{
    const DeskState& state = core.context().state;
    return fmt::format("Strikedesk {} ({}) has started on {}: epoch {}, {} records in the audit, {}.",
                       build::version, build::commit, core.setup().run.market, core.context().journal.epoch(),
                       core.context().journal.head().sequence,
                       state.isArmed() ? "armed" : "disarmed: " + state.disarmedReason());
}

// A running desk keeps its folder: the lock says so.
Result<void> setAside(const std::string& folder)
{
    if (const auto lock = ProfileLock::take(folder + "/desk.lock"); !lock)
        return fail(lock.error());
    const auto stamp = SystemClock().now().time_since_epoch().count() / 1'000'000;
    std::error_code trouble;
    std::filesystem::rename(folder, fmt::format("{}.{}", folder, stamp), trouble);
    if (trouble)
        return fail(
            "profile.cannot_set_aside",
            fmt::format("The earlier profile \"{}\" cannot be renamed: {}.", folder, trouble.message()));
    return {};
}

// The profile is sound, but its run is over, of another day, or of an exchange that is no more.
bool isOfAnEarlierRun(const Error& error)
{
    static const std::array<std::string_view, 4> codes {"usage.profile_other_run", "usage.run_finished",
                                                        "recovery.other_books", "venue.ledger_other_run"};
    return std::ranges::find(codes, error.code) != codes.end();
}

} // namespace

Result<std::unique_ptr<DeskRuntime>> DeskRuntime::open(const DeskOptions& options)
{
    auto opened = openOnce(options);
    if (opened || !options.setsEarlierRunAside || !isOfAnEarlierRun(opened.error()))
        return opened;
    if (auto aside = setAside(options.profileFolder); !aside)
        return fail(aside.error());
    return openOnce(options);
}

Result<std::unique_ptr<DeskRuntime>> DeskRuntime::openOnce(const DeskOptions& options)
{
    std::unique_ptr<DeskRuntime> runtime(new DeskRuntime());
    TradingSetup setup;
    auto source = openMarket(options.market);
    if (!source)
        return fail(source.error());

    std::string folder = options.profileFolder;
    if (folder.empty()) {
        runtime->m_temporary = std::make_unique<TemporaryFolder>();
        if (!runtime->m_temporary->folder.isValid())
            return fail("profile.cannot_create", "A temporary profile cannot be made: is the disk full?");
        folder = runtime->m_temporary->folder.filePath(QStringLiteral("profile")).toStdString();
    }
    auto profile = Profile::openOrCreate(folder, profileKindOf(options.mode));
    if (!profile)
        return fail(profile.error());
    runtime->m_profile = std::make_unique<Profile>(std::move(*profile));
    auto lock = ProfileLock::take(runtime->m_profile->lockFile());
    if (!lock)
        return fail(lock.error());
    runtime->m_lock = std::move(*lock);
    auto log = LogFile::open(runtime->m_profile->logsFolder());
    if (!log)
        return fail(log.error());
    runtime->m_log = std::move(*log);
    auto inputs = MarketInputFiles::read(runtime->m_profile->marketFolder());
    if (!inputs)
        return fail(inputs.error());
    if (!inputs->isEmpty())
        *source = std::make_unique<MarketWithInputs>(std::move(*source), *std::move(inputs));
    auto venue = venueFor(options, folder); // Under the lock: its ledger has one writer.
    if (!venue)
        return fail(venue.error());
    auto storage = StorageWriter::open(runtime->m_profile->databaseFile(), auditMigrations());
    if (!storage)
        return fail(storage.error());

    setup.run = runFor(options, **source);
    setup.mode = options.mode;
    setup.underlying = (*source)->catalogue()->underlyings().front();
    setup.asked
        = options.market.kind == MarketChoice::Kind::Recorded ? options.market.underlying : setup.underlying;
    if (options.mode != DeskMode::Live) { // nobody but a person sets the limits of real money
        const Limits limits = shippedLimits();
        setup.limits = LimitsSet {limits.version, textsOf(limits), "the shipped set"};
    }
    setup.source = std::move(*source);
    setup.venue = std::move(*venue);
    setup.storage = std::move(*storage);
    setup.anchorsFolder = runtime->m_profile->anchorsFolder();
    setup.snapshots.folder = runtime->m_profile->snapshotsFolder();
    setup.snapshots.anchorsFolder = setup.anchorsFolder;
    setup.sideFilePath = folder + "/emergency.log";
    setup.killFilePath = runtime->m_profile->killFile();

    if (options.anchorsInSystemJournal)
        setup.tellAnchor = [](const std::string& line) { noteInSystemJournal("anchor " + line); };
    setup.announce = [log = runtime->m_log.get(),
                      tellsSystem = options.anchorsInSystemJournal](const std::string& line) {
        log->warning(line);
        if (tellsSystem)
            noteInSystemJournal(line);
    };

    const Instant waitsFrom = setup.run.startsAt + options.headStart;
    auto core = TradingCore::start(std::move(setup), SystemClock().now());
    if (!core) {
        runtime->m_log->error(
            fmt::format("The desk did not start: {} [{}]", core.error().message, core.error().code));
        return fail(core.error());
    }
    runtime->m_log->info(startedAs(**core));
    const bool startsSession
        = !options.planText.empty() && (*core)->context().state.session().state == "none";
    runtime->m_engine
        = std::make_unique<Engine>(std::move(*core),
                                   EngineOptions {options.speed, waitsFrom, runtime->m_profile->killFile(),
                                                  runtime->m_profile->sessionsFolder()});
    if (startsSession) {
        // The first command of the run: it is in the queue before the thread starts, so that a replay is one.
        if (auto started = runtime->m_engine->submit(
                {{"desk", {}, false}, StartSession {options.planText, options.planName}, {}, {}});
            !started)
            return fail(started.error());
    }
    return runtime;
}

} // namespace strikedesk
