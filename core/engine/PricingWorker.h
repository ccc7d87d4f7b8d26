// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/BookScenario.h"
#include "core/engine/ChainBuilder.h"
#include "core/engine/PortfolioGreeks.h"
#include "core/market/QuoteBoard.h"
#include "core/util/LatestValue.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace strikedesk {

/// A frozen picture of what has to be priced.
struct PricingInput
{
    std::shared_ptr<const QuoteBoard> board;
    Instant now;
    std::map<std::string, ChainInputs> chains; ///< By underlying.
    std::vector<GreeksLeg> legs;
    std::vector<OutlookLeg> holdings;
};

/// The pricing thread: the newest input wins, a finished picture comes out. Never on the way of an order.
///
/// Thread: any may call; the work is done on a thread of its own.
class PricingWorker
{
public:
    PricingWorker();
    ~PricingWorker();

    void offer(PricingInput input);
    [[nodiscard]] PricingSnapshotPtr latest() const { return m_latest.peek(); }
    /// This underlying is priced at every turn, like those in the book; the others take turns.
    void focus(const std::string& underlying);
    /// Values the scenario of the book once more, at the next turn; it is part of every result from then on.
    void askScenario();
    /// `wake` is called on the pricing thread after each result; it may only post.
    void onResult(std::function<void()> wake);

private:
    void loop();
    [[nodiscard]] std::vector<std::string> underlyingsOfThisTurn(const PricingInput& input,
                                                                 const std::string& focus);
    void priceChains(const PricingInput& input, const std::string& focus);
    [[nodiscard]] BookScenarioPtr scenarioOf(const PricingInput& input) const;

    mutable std::mutex m_mutex;
    std::condition_variable m_wakeUp;
    std::optional<PricingInput> m_input;
    std::string m_focus;
    std::function<void()> m_wake;
    bool m_isScenarioAsked = false;
    bool m_isStopping = false;
    LatestValue<PricingSnapshotPtr> m_latest;
    // Of the pricing thread alone.
    std::map<std::string, ChainPricer> m_pricers;
    std::map<std::string, ChainSnapshotPtr> m_chains;
    BookScenarioPtr m_scenario;
    std::size_t m_turn = 0;
    std::thread m_thread;
};

} // namespace strikedesk
