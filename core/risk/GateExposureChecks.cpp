// SPDX-License-Identifier: GPL-3.0-or-later
// What the account would come to hold, and what it has already lost today.
#include "core/risk/GateCheckParts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace strikedesk::gate {

namespace {

LegReach reachAfter(const GateInput& input, std::size_t leg)
{
    LegReach reach = input.reach.empty() ? LegReach() : input.reach.at(leg);
    const Quantity asked = input.request.quantity * input.legs[leg].leg.ratio;
    (input.legs[leg].leg.side == Side::Buy ? reach.workingBuys : reach.workingSells) += asked;
    return reach;
}

// On the side that the order adds to: what it takes away from the other side was counted when it was ordered.
std::int64_t reachedBy(const GateInput& input, std::size_t leg)
{
    const LegReach reach = reachAfter(input, leg);
    return input.legs[leg].leg.side == Side::Buy ? (reach.held + reach.workingBuys).count()
                                                 : (reach.workingSells - reach.held).count();
}

std::int64_t contractsAfter(const GateInput& input, const UnderlyingReach& before)
{
    std::int64_t contracts = before.contracts;
    for (std::size_t leg = 0; leg < input.legs.size(); ++leg) {
        const Instrument& instrument = *input.legs[leg].instrument;
        if (!instrument.option || instrument.underlying != before.underlying)
            continue;
        const LegReach known = input.reach.empty() ? LegReach() : input.reach.at(leg);
        contracts += reachAfter(input, leg).most() - known.most();
    }
    return contracts;
}

// Asked the other way round, so that what is no number is too much.
bool isTooMuch(double before, double after, double limit)
{
    return !(std::abs(after) <= limit || std::abs(after) <= std::abs(before));
}

// A denial when the order takes these Greeks beyond these limits; a limit that is not there bounds nothing
// here (of the account, the check of the limits themselves has seen to it).
std::optional<CheckResult> greeksExcess(const GateInput& input, const BookGreeks& greeks,
                                        const Limits& limits, const std::string& whose)
{
    struct Row
    {
        LimitId id;
        const char* code;
        const char* what;
        double before;
        double added;
    };
    for (const Row& row :
         {Row {LimitId::PortfolioDelta, "risk.max_portfolio_delta", "delta of {} would be {:.0f} dollars",
               greeks.dollarDelta, greeks.orderDollarDelta},
          Row {LimitId::PortfolioVega, "risk.max_portfolio_vega",
               "vega of {} would be {:.0f} dollars a point", greeks.dollarVega, greeks.orderDollarVega}}) {
        const auto limit = limits.findMoney(row.id);
        const double after = row.before + row.added;
        if (!limit || !isTooMuch(row.before, after, limit->toDouble()))
            continue;
        return deniedUnlessReducing(
            input, row.code, limit->text(), fmt::format("{:.0f}", after),
            fmt::format("After the order the {}, and {} either way are allowed; send fewer, or hedge first.",
                        fmt::format(fmt::runtime(row.what), whose, after), limit->text()));
    }
    return {};
}

} // namespace

CheckResult checkPosition(const GateInput& input)
{
    std::int64_t most = 0;
    std::int64_t limitShown = input.limits.at(LimitId::PositionContracts);
    for (std::size_t leg = 0; leg < input.legs.size(); ++leg) {
        const bool isOption = input.legs[leg].instrument->kind == InstrumentKind::Option;
        const LimitId id = isOption ? LimitId::PositionContracts : LimitId::PositionShares;
        const std::int64_t limit = input.limits.at(id);
        const std::int64_t reached = reachedBy(input, leg);
        if (reached > limit) {
            return deniedUnlessReducing(
                input, rowOf(id).code, fmt::format("{}", limit), fmt::format("{}", reached),
                fmt::format("With all working orders filled the account could hold {} {} of {}, and {} are "
                            "allowed ({}); send fewer, or cancel what works.",
                            reached, nameOf(rowOf(id).unit), input.legs[leg].leg.symbol, limit,
                            rowOf(id).code));
        }
        if (isOption || input.legs.size() == 1) {
            limitShown = limit;
            most = std::max(most, reached);
        }
    }
    const std::int64_t limit = input.limits.at(LimitId::PositionUnderlying);
    for (const UnderlyingReach& before : input.contracts) {
        const std::int64_t after = contractsAfter(input, before);
        if (after > limit && after > before.contracts) {
            return deniedUnlessReducing(
                input, "risk.max_position_underlying", fmt::format("{}", limit), fmt::format("{}", after),
                fmt::format("With all working orders filled the account could hold {} contracts on {}, and "
                            "{} are allowed; send fewer, or cancel what works.",
                            after, before.underlying, limit));
        }
    }
    return passed("risk.max_position_contract", fmt::format("{}", limitShown), fmt::format("{}", most));
}

CheckResult checkGreeks(const GateInput& input)
{
    const Money deltaLimit = input.limits.moneyAt(LimitId::PortfolioDelta);
    if (!input.greeks.isKnown) {
        return deniedUnlessReducing(input, "risk.max_portfolio_delta", deltaLimit.text(), "unknown",
                                    "The delta of the book cannot be told without a price of each "
                                    "underlying that is ordered or held; wait for the market.");
    }
    if (auto excess = greeksExcess(input, input.greeks, input.limits, "the book"))
        return std::move(*excess);
    for (const ScopeLimits& narrow : input.scopes) {
        if (narrow.scope.kind != LimitScopeKind::Underlying)
            continue;
        if (auto excess = greeksExcess(input, narrow.greeks, narrow.limits, narrow.scope.text()))
            return std::move(*excess);
    }
    return passed("risk.max_portfolio_delta", deltaLimit.text(),
                  fmt::format("{:.0f}", input.greeks.dollarDelta + input.greeks.orderDollarDelta));
}

CheckResult checkDayResult(const GateInput& input)
{
    const Money lossLimit = input.limits.moneyAt(LimitId::DailyLoss);
    const Money drawdownLimit = input.limits.moneyAt(LimitId::Drawdown);
    if (!input.day.loss || !input.day.drawdown) {
        return warned("risk.daily_loss", lossLimit.text(), "unknown",
                      "Today's result cannot be told while a mark is not known.");
    }
    if (*input.day.loss >= lossLimit) {
        return deniedUnlessReducing(
            input, "risk.daily_loss", lossLimit.text(), input.day.loss->text(),
            fmt::format("The account has lost {} dollars today, and trading stops at {}; only orders that "
                        "reduce risk go.",
                        input.day.loss->text(), lossLimit.text()));
    }
    if (*input.day.drawdown >= drawdownLimit) {
        return deniedUnlessReducing(
            input, "risk.drawdown", drawdownLimit.text(), input.day.drawdown->text(),
            fmt::format("The account is {} dollars below its highest mark, and trading stops at {}; only "
                        "orders that reduce risk go.",
                        input.day.drawdown->text(), drawdownLimit.text()));
    }
    return passed("risk.daily_loss", lossLimit.text(), std::max(Money(), *input.day.loss).text());
}

CheckResult checkSelfMatch(const GateInput& input)
{
    if (input.selfMatch.empty())
        return passed("risk.self_match", "none", "none");
    return denied("risk.self_match", "none", input.selfMatch,
                  fmt::format("The order would trade with the desk's own order {}; cancel that one first, or "
                              "do not cross it.",
                              input.selfMatch));
}

CheckResult checkListed(const GateInput& input)
{
    for (const PricedLeg& leg : input.legs) {
        const std::string& underlying = leg.instrument->underlying;
        const auto& restricted = input.flags.restrictedUnderlyings;
        if (std::find(restricted.begin(), restricted.end(), underlying) != restricted.end()) {
            return deniedUnlessReducing(
                input, "risk.restricted", "not restricted", underlying,
                fmt::format(
                    "{} is on the restricted list, so nothing opens on it until a person takes it off.",
                    underlying));
        }
    }
    const std::int64_t minutes = input.limits.at(LimitId::NearExpiry);
    const std::string limit = fmt::format("{} minutes", minutes);
    if (!input.tradesFor)
        return passed("risk.restricted", limit, "nothing expires");
    const auto left = std::chrono::duration_cast<std::chrono::minutes>(*input.tradesFor).count();
    const std::string measured = fmt::format("{} minutes", left);
    if (*input.tradesFor < std::chrono::minutes(minutes)) {
        return deniedUnlessReducing(
            input, "risk.near_expiry", limit, measured,
            fmt::format("A contract of the order stops trading in {}, and nothing opens in the last {}; take "
                        "a later expiry.",
                        measured, limit));
    }
    return passed("risk.restricted", limit, measured);
}

} // namespace strikedesk::gate
