// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/execution/Walk.h"
#include "core/market/QuoteBoard.h"
#include "core/venue/exchange/ExchangeBook.h"

#include <string>
#include <vector>

namespace strikedesk {

/// One order that every walk of a comparison is given at the same instant.
struct TrialOrder
{
    std::vector<OrderLeg> legs;
    Quantity quantity {1};
    Instant at;
    PackagePrices market; ///< At that instant.
    Multiplier multiplier {100};
    TickTable ticks = TickTable::penny();
};

/// What a walk made of one order. Amounts are dollars against the mid at the decision, for the whole order:
/// positive costs.
struct TrialOutcome
{
    Quantity quantity;
    Quantity filled;
    Money paid;               ///< Of what filled.
    Money leftOver;           ///< What crossing the rest would have cost when the time was up.
    Price lastFillPaid;       ///< Per package, of the last execution.
    double secondsToFill = 0; ///< Of what filled, weighted by quantity.
    int steps = 0;

    [[nodiscard]] Money whole() const { return paid + leftOver; }
};

/// One way to walk on an exchange of its own, without a gate and without a budget: the state machine of
/// Walk.h, the exchange's rules, and nothing else. What does not fill within `timeLimit` is cancelled.
///
/// Thread: owned by one thread.
class WalkTrial
{
public:
    WalkTrial(WalkTerms terms, std::unique_ptr<MarketSource> market, ExchangeOptions options, FillRates known,
              Duration timeLimit);

    void submit(const TrialOrder& order);
    /// Hears the exchange and moves what is due; `board` has heard the market up to `now`.
    void advance(Instant now, const QuoteBoard& board);
    [[nodiscard]] bool isIdle() const { return m_working.empty(); }
    /// Of the oldest order that works; nothing, or zero, without one.
    [[nodiscard]] std::optional<Price> limitPaid() const;
    [[nodiscard]] Quantity filled() const;
    [[nodiscard]] Price lastFillPaid() const;
    /// In the order in which they ended; taken away.
    [[nodiscard]] std::vector<TrialOutcome> takeOutcomes() { return std::exchange(m_outcomes, {}); }
    /// What its own limits have got; what it knows itself stays what it was given.
    [[nodiscard]] const FillRates& seen() const { return m_seen; }

private:
    struct Working
    {
        TrialOrder order;
        std::string id;
        int submissions = 1;
        WalkSituation situation;
        Price asked; ///< The limit of the replacement on its way.
        bool isAnswerDue = true;
        bool hasEnded = false;
        std::optional<std::size_t> place;
        Instant standingSince;
        TrialOutcome outcome;
    };

    void hear(const VenueEvent& event);
    void fill(Working& working, const VenueFill& fill, Instant at);
    void move(Working& working, const QuoteBoard& board);
    void stand(Working& working, const PackagePrices& market, Price limitPaid);
    void leave(Working& working, bool isFilled);
    void replace(Working& working, const WalkSteps& step);
    [[nodiscard]] Working* workingOf(const ClientOrderId& id);

    WalkTerms m_terms;
    ExchangeBook m_exchange;
    FillRates m_known;
    FillRates m_seen;
    Duration m_timeLimit;
    std::vector<Working> m_working;
    std::vector<TrialOutcome> m_outcomes;
    std::uint64_t m_heard = 0;
    std::uint64_t m_orders = 0;
    Instant m_now;
};

/// The legs' quotes on this board, as decideWalk() wants them.
[[nodiscard]] std::vector<PricedLeg> pricedLegs(const QuoteBoard& board, const std::vector<OrderLeg>& legs,
                                                Instant now);

} // namespace strikedesk
