// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/TrialOrders.h"

#include "core/instruments/TradingCalendar.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace strikedesk {
namespace {

constexpr int triesMost = 40;
constexpr int stepsFromMoneyMost = 4;
constexpr std::uint64_t ordersStream = 71;

} // namespace

TrialOrders::TrialOrders(std::uint64_t seed, const Catalogue& catalogue)
    : m_catalogue(catalogue)
    , m_random(seed, ordersStream)
{
    for (const std::string& underlying : catalogue.underlyings()) {
        std::map<std::pair<std::string, Date>, std::map<Price, Expiry::Pair>> series;
        std::map<std::pair<std::string, Date>, Instant> lastTrades;
        std::map<std::pair<std::string, Date>, std::map<Price, int>> sides;
        for (const InstrumentId id : catalogue.optionsOf(underlying)) {
            const Instrument& instrument = catalogue.at(id);
            const OptionContract& option = *instrument.option;
            const std::pair key {option.root, option.expiry};
            Expiry::Pair& pair = series[key][option.strike];
            pair.strike = option.strike;
            (option.right == Right::Call ? pair.call : pair.put) = id;
            ++sides[key][option.strike];
            lastTrades[key] = instrument.lastTradesAt;
        }
        for (const auto& [key, pairs] : series) {
            Expiry expiry {underlying, lastTrades[key], {}};
            for (const auto& [strike, pair] : pairs) {
                if (sides[key][strike] == 2)
                    expiry.pairs.push_back(pair);
            }
            if (expiry.pairs.size() >= 2)
                m_expiries.push_back(std::move(expiry));
        }
    }
}

Instant TrialOrders::lastInstant(Instant begin, Duration timeLimit)
{
    const auto session = TradingCalendar::us().session(newYorkLocal(begin).date);
    const Instant close = session ? session->closesAt : begin + std::chrono::hours {6};
    return std::max(begin, close - timeLimit * 3);
}

Duration TrialOrders::delay(Duration most)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(most).count();
    return std::chrono::milliseconds {std::int64_t(m_random.uniform() * double(milliseconds))};
}

std::vector<OrderLeg> TrialOrders::legsOf(const Expiry& expiry, std::size_t nearest)
{
    const auto at = [&](int offset) -> const Expiry::Pair& {
        const auto row = std::clamp<std::ptrdiff_t>(std::ptrdiff_t(nearest) + offset, 0,
                                                    std::ptrdiff_t(expiry.pairs.size()) - 1);
        return expiry.pairs[std::size_t(row)];
    };
    const auto leg = [&](InstrumentId id, Side side) {
        return OrderLeg {m_catalogue.at(id).symbol, side, 1, PositionEffect::Open};
    };
    const bool isBought = m_random.uniform() < 0.5;
    const Side near = isBought ? Side::Buy : Side::Sell;
    const Side far = isBought ? Side::Sell : Side::Buy;
    const int inner = m_random.between(0, stepsFromMoneyMost);
    const int width = m_random.between(1, stepsFromMoneyMost);
    switch (m_random.between(0, 3)) {
    case 0: return {m_random.uniform() < 0.5 ? leg(at(inner).call, near) : leg(at(-inner).put, near)};
    case 1:
        if (m_random.uniform() < 0.5)
            return {leg(at(inner).call, near), leg(at(inner + width).call, far)};
        return {leg(at(-inner).put, near), leg(at(-inner - width).put, far)};
    default:
        return {leg(at(-inner - width).put, far), leg(at(-inner).put, near), leg(at(inner + 1).call, near),
                leg(at(inner + 1 + width).call, far)};
    }
}

std::optional<TrialOrder> TrialOrders::choose(const QuoteBoard& board, Instant at)
{
    for (int attempt = 0; attempt < triesMost && !m_expiries.empty(); ++attempt) {
        const Expiry& expiry = m_expiries[std::size_t(m_random.between(0, int(m_expiries.size()) - 1))];
        const Spot spot = board.spot(expiry.underlying, at, 0);
        if (expiry.lastTradesAt < at + std::chrono::hours {1} || !spot.isKnown())
            continue;
        const auto nearest = std::ranges::min_element(expiry.pairs, {}, [&](const Expiry::Pair& pair) {
            return std::abs(pair.strike.toDouble() - spot.price);
        });
        TrialOrder order;
        order.legs = legsOf(expiry, std::size_t(nearest - expiry.pairs.begin()));
        order.quantity = Quantity(m_random.between(1, 3));
        const auto isRepeated = [&](const OrderLeg& leg) {
            return std::ranges::count(order.legs, leg.symbol, &OrderLeg::symbol) > 1;
        };
        if (std::ranges::any_of(order.legs, isRepeated))
            continue; // at the end of the listed strikes
        const auto legs = pricedLegs(board, order.legs, at);
        const auto market = packagePrices(legs);
        const bool isTradable
            = std::ranges::all_of(legs, [](const PricedLeg& leg) { return leg.quality.isTradable(); });
        if (!isTradable || !market || market->spread() <= Price())
            continue;
        order.at = at;
        order.market = *market;
        order.multiplier = packageMultiplier(legs);
        order.ticks = priceTicks(legs);
        return order;
    }
    return {};
}

} // namespace strikedesk
