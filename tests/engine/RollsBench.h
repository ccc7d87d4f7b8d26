// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Valuation.h"
#include "tests/engine/StopsBench.h"

#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <string>
#include <vector>

namespace strikedesk {

inline const Date july = std::chrono::year {2013} / 7 / 20;      ///< 21 days from the test's day.
inline const Date august = std::chrono::year {2013} / 8 / 17;    ///< 49 days.
inline const Date september = std::chrono::year {2013} / 9 / 21; ///< 84 days.

inline std::string acme(Date expiry, Right right, int strike)
{
    return fmt::format("ACME  {:02}{:02}{:02}{}{:05}000", int(expiry.year()) % 100, unsigned(expiry.month()),
                       unsigned(expiry.day()), right == Right::Call ? 'C' : 'P', strike);
}

/// From this second after 9:30 on the stock stands there, and so many contracts are to be had on each side.
struct RollStretch
{
    int fromSecond = 0;
    int spotCents = 10'000;
    int size = 1'000;
};

/// ACME with puts and calls of 80 to 120 in three expiries, at a volatility of 30 %, ten cents wide.
inline std::shared_ptr<ScriptedMarket> rollsMarket(const std::vector<RollStretch>& stretches, int seconds)
{
    auto market = std::make_shared<ScriptedMarket>();
    market->addStock("ACME");
    std::vector<OptionContract> contracts;
    for (const Date expiry : {july, august, september}) {
        for (int strike = 80; strike <= 120; strike += 5) {
            for (const Right right : {Right::Call, Right::Put}) {
                market->addOption(acme(expiry, right, strike));
                contracts.push_back(contractFor(*parseSymbol(acme(expiry, right, strike))));
            }
        }
    }
    market->changeProfile().isSimulated = true;
    market->startAt(at(9, 30));
    RollStretch now;
    std::vector<int> mids;
    const auto quoteAll = [&](int second, bool isNew) {
        const Instant instant = at(9, 30) + std::chrono::seconds {second};
        market->quote(instant, "ACME", now.spotCents - 1, now.spotCents + 1, 10'000, 10'000);
        for (std::size_t i = 0; i < contracts.size(); ++i) {
            const OptionContract& contract = contracts[i];
            if (isNew) {
                const double years = yearsToSettlement(contract, at(9, 30));
                const auto valued = pricing::value(
                    {ExerciseStyle::European, contract.right, contract.strike.toDouble(), years},
                    {now.spotCents / 100.0, 0, 0, {}}, 0.30);
                mids.resize(contracts.size());
                mids[i] = 10 + 10 * int(std::lround(valued->price * 10)); // never below ten cents
            }
            market->quote(instant, contract.symbol(), mids[i] - 5, mids[i] + 5, now.size, now.size);
        }
    };
    bool isNew = true;
    for (int second = 1; second < seconds; ++second) {
        for (const RollStretch& stretch : stretches) {
            if (stretch.fromSecond == second) {
                now = stretch;
                isNew = true;
            }
        }
        quoteAll(second, isNew);
        isNew = false;
    }
    market->print(at(16, 0), "ACME", now.spotCents, 100);
    market->finish();
    return market;
}

/// A desk on that market.
class RollsBench : public StopsBench
{
public:
    explicit RollsBench(const std::vector<RollStretch>& stretches = {}, int seconds = 400)
        : StopsBench({}, 1)
    {
        const auto market = rollsMarket(stretches, seconds);
        setSource([market] { return market->again(); });
        setOptionLevel(4);
    }

    /// Opens these legs at the natural and answers the id of the position; empty when it was refused.
    std::string open(const std::vector<OrderLeg>& legs, int packages, int untilSecond)
    {
        OrderRequest request;
        request.legs = legs;
        request.quantity = Quantity(packages);
        request.type = OrderType::MarketableLimit;
        const OrderId id = place(request);
        if (id.isEmpty())
            return {};
        runTo(untilSecond);
        return order(id).opensStructure;
    }

    /// A put vertical of July sold: 95 against 90.
    static std::vector<OrderLeg> vertical()
    {
        return {sold(acme(july, Right::Put, 95)), bought(acme(july, Right::Put, 90))};
    }
    static std::vector<OrderLeg> condor()
    {
        return {bought(acme(july, Right::Put, 85)), sold(acme(july, Right::Put, 90)),
                sold(acme(july, Right::Call, 110)), bought(acme(july, Right::Call, 115))};
    }
    static OrderLeg sold(const std::string& symbol) { return {symbol, Side::Sell, 1, PositionEffect::Open}; }
    static OrderLeg bought(const std::string& symbol) { return {symbol, Side::Buy, 1, PositionEffect::Open}; }

    [[nodiscard]] Quantity held(const std::string& structure, const std::string& symbol) const
    {
        const auto row = state().portfolio().position(structure, symbol);
        return row ? row->quantity : Quantity();
    }
    template <typename Reply>
    [[nodiscard]] Result<Reply> roll(DeskCommand command)
    {
        return ask(std::move(command)).map([](DeskReply reply) { return std::get<Reply>(std::move(reply)); });
    }
    /// The same strikes of another expiry, in the order in which the roll names its legs.
    [[nodiscard]] RollAsk rollOf(const std::string& structure, Date expiry)
    {
        RollAsk ask;
        ask.structure = structure;
        ask.terms.strategy = RollStrategy::SameStrikes;
        const auto found = roll<RollCandidatesReply>(FindRolls {ask, 10});
        for (const std::string& leg : found ? found->legs : std::vector<std::string> {}) {
            OptionContract contract = contractFor(*parseSymbol(leg));
            contract.expiry = expiry;
            ask.to.push_back(contract.symbol());
        }
        return ask;
    }
    [[nodiscard]] const RollSheet& sheet(const std::string& roll) const
    {
        return *state().rolls().find(roll);
    }
    [[nodiscard]] int ordersOf(const std::string& roll) const
    {
        int count = 0;
        for (const OrderRecord& order : state().orders().all())
            count += order.roll && order.roll->roll == roll ? 1 : 0;
        return count;
    }
    /// The exchange's own positions and cash are those of the books.
    [[nodiscard]] std::string booksDiffer()
    {
        const VenueListing listing = exchange().listing();
        for (const VenuePositionRow& row : listing.positions) {
            if (state().portfolio().netQuantity(row.symbol) != row.quantity)
                return row.symbol;
        }
        const auto open = state().portfolio().netPositions();
        if (open.size() != listing.positions.size())
            return "the number of positions";
        return listing.cash == state().portfolio().cash() ? std::string() : "cash";
    }
};

} // namespace strikedesk
