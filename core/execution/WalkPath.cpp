// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/WalkPath.h"

#include "core/execution/SharedMarket.h"
#include "core/execution/TrialOrders.h"

#include <algorithm>

namespace strikedesk {
namespace {

constexpr std::chrono::minutes settling {1}; ///< Until every series of the day has been quoted.
constexpr int ordersTried = 400;

class WalkFollower
{
public:
    explicit WalkFollower(WalkPathPlan plan)
        : m_plan(std::move(plan))
        , m_market(SharedMarket::of(std::move(m_plan.market)))
        , m_own(m_market->reader())
        , m_board(m_own->catalogue(), m_own->profile())
        , m_trial(m_plan.terms, m_market->reader(), exchangeOptions(), {}, m_plan.timeLimit)
    {
    }

    Result<WalkPath> follow()
    {
        hear(m_own->startsAt() + settling);
        auto order = wideOrder();
        if (!order)
            return fail("walks.no_order", "This day lists no package that is wide enough to show a walk on.");
        m_path.order = std::move(*order);
        m_trial.submit(m_path.order);
        add(WalkPathPoint::Kind::Sent, m_path.order.market, m_trial.limitPaid().value_or(Price()));
        while (!m_trial.isIdle()) {
            const Quantity filled = m_trial.filled();
            const auto limit = m_trial.limitPaid();
            hear(m_now + m_plan.resolution);
            note(limit, filled);
        }
        return std::move(m_path);
    }

private:
    [[nodiscard]] ExchangeOptions exchangeOptions() const
    {
        ExchangeOptions options;
        options.fills = m_plan.fills;
        options.seed = m_plan.seed;
        options.cash = Money::ofWhole(1'000'000'000);
        return options;
    }

    void hear(Instant upTo)
    {
        m_events.clear();
        m_own->read(upTo, m_events);
        for (const MarketEvent& event : m_events)
            m_board.apply(event);
        m_now = upTo;
        m_trial.advance(m_now, m_board);
    }

    std::optional<TrialOrder> wideOrder()
    {
        TrialOrders orders(m_plan.seed, m_board.catalogue());
        for (int tried = 0; tried < ordersTried; ++tried) {
            auto order = orders.choose(m_board, m_now);
            if (!order)
                return {};
            const Price least = order->ticks.tickAt(order->market.mid) * std::int64_t(m_plan.ticksWideLeast);
            if (order->legs.size() > 1 && order->market.spread() >= least)
                return order;
        }
        return {};
    }

    void note(std::optional<Price> limitBefore, Quantity filledBefore)
    {
        using Kind = WalkPathPoint::Kind;
        const auto market = packagePrices(pricedLegs(m_board, m_path.order.legs, m_now));
        const PackagePrices shown = market.value_or(m_path.points.back().market);
        const auto limit = m_trial.limitPaid();
        auto outcomes = m_trial.takeOutcomes();
        const Quantity filled = outcomes.empty() ? m_trial.filled() : outcomes.front().filled;
        if (filled > filledBefore) {
            const Price price = outcomes.empty() ? m_trial.lastFillPaid() : outcomes.front().lastFillPaid;
            add(Kind::Filled, shown, price, filled - filledBefore);
        }
        if (!outcomes.empty()) {
            m_path.outcome = outcomes.front();
            add(Kind::Ended, shown, limitBefore.value_or(Price()));
        } else if (limit != limitBefore) {
            add(Kind::Stepped, shown, limit.value_or(Price()));
        } else if (shown != m_path.points.back().market) {
            add(Kind::Market, shown, limit.value_or(Price()));
        }
    }

    void add(WalkPathPoint::Kind kind, const PackagePrices& market, Price limitPaid, Quantity quantity = {})
    {
        m_path.points.push_back({kind, m_now, market, limitPaid, quantity});
    }

    WalkPathPlan m_plan;
    std::shared_ptr<SharedMarket> m_market;
    std::unique_ptr<MarketSource> m_own;
    QuoteBoard m_board;
    WalkTrial m_trial;
    std::vector<MarketEvent> m_events;
    WalkPath m_path;
    Instant m_now;
};

} // namespace

Result<WalkPath> followWalk(WalkPathPlan plan)
{
    return WalkFollower(std::move(plan)).follow();
}

} // namespace strikedesk
