// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/TradingCore.h"
#include "core/risk/Limits.h"
#include "core/venue/InProcessVenue.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace strikedesk {

/// A trading core on the simulated market with an exchange that outlives it: crash() and start again.
class TradingBench
{
public:
    /// `wrap` may put something between the core and its venue.
    using WrapVenue = std::function<std::unique_ptr<Venue>(std::unique_ptr<Venue>)>;

    explicit TradingBench(Money exchangeCash = Money::ofWhole(100'000));

    [[nodiscard]] Result<void> start(const WrapVenue& wrap = {});
    /// Before the first start: the limits of the profile, and the cash of its books and of the exchange.
    void setLimits(Limits limits) { m_limits = std::move(limits); }
    void setCash(Money cash);
    /// A snapshot of the state every so many records; without this none is written within a test.
    void setRecordsPerSnapshot(std::uint64_t records) { m_recordsPerSnapshot = records; }
    /// Before the first start: another market, opened once for the desk and once for the exchange.
    using OpenSource = std::function<std::unique_ptr<MarketSource>()>;
    void setSource(OpenSource open);
    /// Before the first start: whose options sessions trade, and the account's option level.
    void setUnderlying(std::string underlying) { m_underlying = std::move(underlying); }
    void setOptionLevel(int level) { m_optionLevel = level; }
    void setMode(DeskMode mode) { m_mode = mode; }
    /// Before the first start: what the exchange can do, by the name of its profile.
    void setProfile(const std::string& name);
    /// Ends the core where it stands: nothing is said to the venue.
    void crash();
    /// Steps of `step` for `length` of virtual time.
    void run(Duration length, Duration step = std::chrono::milliseconds {500});

    [[nodiscard]] TradingCore& core() { return *m_core; }
    /// For an engine that is to run it on a thread of its own; the bench has none any more.
    [[nodiscard]] std::unique_ptr<TradingCore> takeCore() { return std::move(m_core); }
    [[nodiscard]] const DeskState& state() const { return m_core->context().state; }
    [[nodiscard]] ExchangeBook& exchange() { return *m_exchange; }
    [[nodiscard]] const MarketChoice& market() const { return m_market; }
    [[nodiscard]] std::string killFilePath() const { return path("KILL"); }
    [[nodiscard]] std::string databasePath() const { return path("desk.db"); }
    [[nodiscard]] std::string anchorsFolder() const { return path("anchors"); }
    [[nodiscard]] std::string snapshotsFolder() const { return path("snapshots"); }
    /// The anchors that went to a place outside, since the bench was made.
    [[nodiscard]] const std::vector<std::string>& anchorsTold() const { return m_anchorsTold; }
    /// What was announced to a place outside.
    [[nodiscard]] const std::vector<std::string>& announced() const { return m_announced; }

    /// Sends one command as a person and answers the reply.
    [[nodiscard]] Result<DeskReply> ask(DeskCommand command, Principal principal = {"screen", {}, true});
    /// A put vertical near the money on the penny-tick ETF, sold to open.
    [[nodiscard]] OrderRequest vertical(OrderType type, int contracts = 1);
    [[nodiscard]] const OrderRecord& onlyOrder() const;

private:
    [[nodiscard]] std::string path(const char* name) const;
    void openExchange(Money cash);

    QTemporaryDir m_folder;
    MarketChoice m_market;
    OpenSource m_openSource = [this] { return *openMarket(m_market); };
    Limits m_limits = shippedLimits();
    DeskMode m_mode = DeskMode::Paper;
    std::string m_profile = "strikedesk-sim";
    std::string m_underlying = "SIMX";
    int m_optionLevel = 3;
    Money m_openingCash = Money::ofWhole(100'000);
    std::uint64_t m_recordsPerSnapshot = SnapshotPlan().every;
    std::shared_ptr<ExchangeBook> m_exchange;
    std::vector<std::string> m_anchorsTold;
    std::vector<std::string> m_announced;
    std::unique_ptr<TradingCore> m_core;
};

} // namespace strikedesk
