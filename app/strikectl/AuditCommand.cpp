// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/Command.h"
#include "core/audit/AuditExport.h"
#include "core/audit/AuditVerifier.h"
#include "core/audit/CanonicalJson.h"
#include "core/settings/Profile.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

namespace strikedesk::cli {
namespace {

struct AuditOptions
{
    std::string profile;
    std::string out;
    std::uint64_t after = 0;
    std::size_t count = 20;
    bool asJson = false;
};

/// Where the record of a profile lies. A database file may be given as well: a copy that somebody handed
/// over.
struct RecordPlace
{
    std::string database;
    std::string anchors; ///< Empty when there is no folder for them.
};

Result<RecordPlace> recordPlaceFrom(const AuditOptions& options)
{
    const std::string given
        = options.profile.empty() ? Profile::defaultFolder(ProfileKind::Paper) : options.profile;
    const QFileInfo info(QString::fromStdString(given));
    if (info.isFile())
        return RecordPlace {given, {}};
    const RecordPlace place {given + "/desk.db", given + "/anchors"};
    if (!QFileInfo(QString::fromStdString(place.database)).isFile())
        return fail("profile.missing",
                    fmt::format("There is no record in {} (no desk.db); give --profile the folder of a desk.",
                                given));
    return place;
}

QJsonValue numberOrNull(const std::optional<std::uint64_t>& number)
{
    return number ? QJsonValue(qint64(*number)) : QJsonValue(QJsonValue::Null);
}

QJsonValue textOrNull(const std::string& text)
{
    return text.empty() ? QJsonValue(QJsonValue::Null) : QJsonValue(QString::fromStdString(text));
}

QJsonObject verdictJson(const AuditVerdict& verdict)
{
    return {{QStringLiteral("intact"), verdict.isIntact},
            {QStringLiteral("events"), qint64(verdict.count)},
            {QStringLiteral("head"), QString::fromStdString(hexText(verdict.head.hash))},
            {QStringLiteral("head_sequence"), qint64(verdict.head.sequence)},
            {QStringLiteral("first_bad"), numberOrNull(verdict.firstBad)},
            {QStringLiteral("reason"), textOrNull(verdict.reason)},
            {QStringLiteral("anchors"), qint64(verdict.anchors)},
            {QStringLiteral("last_anchored"), numberOrNull(verdict.lastAnchored)},
            {QStringLiteral("public_key"), textOrNull(verdict.publicKey)}};
}

void printVerdict(const AuditVerdict& verdict, bool hasAnchors)
{
    if (!verdict.isIntact) {
        fmt::print("BROKEN at record {}: {}\n", verdict.firstBad.value_or(0), verdict.reason);
        fmt::print("{} records before it are whole.\n", verdict.count);
        return;
    }
    fmt::print("Intact: {} records, head {}\n", verdict.count, hexText(verdict.head.hash));
    if (hasAnchors)
        fmt::print("{} anchors fit, the last at record {}; signed by {}\n", verdict.anchors,
                   verdict.lastAnchored ? std::to_string(*verdict.lastAnchored) : "none", verdict.publicKey);
    else
        fmt::print("No anchors were given, so a cut tail would not be seen.\n");
}

ExitCode verifyRecord(const AuditOptions& options)
{
    const auto place = recordPlaceFrom(options);
    if (!place)
        return reportError(place.error(), options.asJson);
    const auto verdict = verifyAudit(place->database, place->anchors);
    if (!verdict)
        return reportError(verdict.error(), options.asJson);
    if (options.asJson)
        fmt::print("{}\n", canonicalBytes(verdictJson(*verdict)));
    else
        printVerdict(*verdict, !place->anchors.empty());
    return verdict->isIntact ? ExitCode::Done : ExitCode::VerificationFailed;
}

/// Hands every record after `after` to `use`, oldest first, until it says no or there are no more.
template <typename Use>
Result<void> forEachRecord(const std::string& database, std::uint64_t after, const Use& use)
{
    constexpr std::size_t recordsAtATime = 1'000;
    auto reader = AuditReader::open(database);
    if (!reader)
        return fail(reader.error());
    for (;;) {
        const auto records = reader->after(after, recordsAtATime);
        if (!records)
            return fail(records.error());
        for (const AuditRecord& record : *records) {
            if (auto used = use(record); !used)
                return used;
            after = record.sequence;
        }
        if (records->size() < recordsAtATime)
            return {};
    }
}

ExitCode exportRecord(const AuditOptions& options)
{
    const auto place = recordPlaceFrom(options);
    if (!place)
        return reportError(place.error(), options.asJson);
    QFile out(QString::fromStdString(options.out));
    const bool isOpen = options.out.empty() ? out.open(stdout, QIODevice::WriteOnly)
                                            : out.open(QIODevice::WriteOnly | QIODevice::NewOnly);
    if (!isOpen)
        return reportError({"input.out",
                            fmt::format("{} cannot be made ({}); an existing file is never "
                                        "overwritten.",
                                        options.out, out.errorString().toStdString())},
                           options.asJson);
    std::uint64_t written = 0;
    const auto write = [&out, &written](const AuditRecord& record) -> Result<void> {
        const std::string line = auditLine(record) + '\n';
        if (out.write(line.data(), qint64(line.size())) != qint64(line.size()))
            return fail("storage.io_error",
                        fmt::format("The export stopped at record {} ({}).", record.sequence,
                                    out.errorString().toStdString()));
        ++written;
        return {};
    };
    if (auto done = forEachRecord(place->database, options.after, write); !done)
        return reportError(done.error(), options.asJson);
    if (!out.flush())
        return reportError({"storage.io_error", "The last lines of the export could not be written."},
                           options.asJson);
    if (!options.out.empty())
        fmt::print(stderr, "{} records written to {}\n", written, options.out);
    return ExitCode::Done;
}

ExitCode showTail(const AuditOptions& options)
{
    const auto place = recordPlaceFrom(options);
    if (!place)
        return reportError(place.error(), options.asJson);
    auto reader = AuditReader::open(place->database);
    if (!reader)
        return reportError(reader.error(), options.asJson);
    const auto records = reader->tail(options.count);
    if (!records)
        return reportError(records.error(), options.asJson);
    std::string separator;
    if (options.asJson)
        fmt::print("[");
    for (const AuditRecord& record : *records) {
        if (options.asJson)
            fmt::print("{}{}", separator, auditLine(record));
        else
            fmt::print("{:>8}  {}  {}/{}  {}  {}  {}\n", record.sequence, toIsoText(record.time),
                       record.category, record.kind, record.actor, record.entity, record.body);
        separator = ",\n";
    }
    if (options.asJson)
        fmt::print("]\n");
    return ExitCode::Done;
}

using AuditVerb = ExitCode (*)(const AuditOptions&);

CLI::App* addAuditVerb(CLI::App& noun, const char* name, const char* text, AuditVerb verb,
                       const std::shared_ptr<AuditOptions>& options, Action& action)
{
    CLI::App* command = noun.add_subcommand(name, text);
    command->add_option("--profile", options->profile,
                        "Folder of the desk, or a copy of its desk.db (default: the PAPER profile)");
    command->add_flag("--json", options->asJson, "One JSON document on standard output");
    command->callback([verb, options, &action] { action = [verb, options] { return verb(*options); }; });
    return command;
}

} // namespace

void addAuditCommand(CLI::App& program, Action& action)
{
    CLI::App* noun = program.add_subcommand("audit", "Verify, export or show the audit record");
    noun->require_subcommand(1);
    noun->footer("Example: strikectl audit verify --profile ~/desk --json");
    const auto options = std::make_shared<AuditOptions>();
    addAuditVerb(*noun, "verify", "Check the chain and the anchors; exit code 6 when they are broken",
                 verifyRecord, options, action)
        ->footer("Example: strikectl audit verify --profile ~/desk");
    CLI::App* exporting = addAuditVerb(*noun, "export", "Write every record as one line of JSON",
                                       exportRecord, options, action);
    exporting->add_option("--out", options->out, "A new file (default: standard output)");
    exporting->add_option("--after", options->after, "Only records after this number")
        ->check(start::wholeNumber());
    exporting->footer("Example: strikectl audit export --profile ~/desk --out record.jsonl");
    CLI::App* tail = addAuditVerb(*noun, "tail", "Show the newest records", showTail, options, action);
    tail->add_option("--count", options->count, "How many")->check(CLI::Range(1, 10'000));
    tail->footer("Example: strikectl audit tail --count 50");
}

} // namespace strikedesk::cli
