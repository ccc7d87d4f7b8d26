// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/OrderShape.h"
#include "core/risk/GateCheckParts.h"
#include "core/risk/PriceCollar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace strikedesk::gate {

namespace {

bool isSameOrder(const RecentOrder& recent, const OrderRequest& request)
{
    const auto isIn = [&](const OrderLeg& leg) {
        return std::find(recent.legs.begin(), recent.legs.end(), leg) != recent.legs.end();
    };
    return recent.quantity == request.quantity && recent.strategy == request.strategy
        && recent.price == worstLimitOf(request) && recent.stop == request.stop
        && recent.legs.size() == request.legs.size()
        && std::all_of(request.legs.begin(), request.legs.end(), isIn);
}

struct RateWindow
{
    LimitId id;
    Duration length;
    const char* name;
};
constexpr std::array rateWindows {
    RateWindow {LimitId::OrdersPerSecond, std::chrono::seconds(1), "second"},
    RateWindow {LimitId::OrdersPerMinute, std::chrono::minutes(1), "minute"},
};

bool isOfScope(const RecentOrder& recent, const LimitScope& scope)
{
    switch (scope.kind) {
    case LimitScopeKind::Account: return true;
    case LimitScopeKind::Strategy: return recent.strategy == scope.name;
    case LimitScopeKind::Principal: return recent.actor == scope.name;
    case LimitScopeKind::Underlying:
    case LimitScopeKind::Expiry: return false; // rates are of senders
    }
    return false;
}

std::int64_t countWithin(const GateInput& input, Duration window, const LimitScope& scope)
{
    return std::count_if(input.recent.begin(), input.recent.end(), [&](const RecentOrder& recent) {
        return recent.at <= input.now && input.now - recent.at < window && isOfScope(recent, scope);
    });
}

CheckResult deniedByRate(const GateInput& input, const RateWindow& window, std::int64_t most,
                         std::int64_t sent, const LimitScope& scope)
{
    return deniedUnlessReducing(
        input, "risk.order_rate", fmt::format("{} in a {}", most, window.name), fmt::format("{}", sent + 1),
        fmt::format("This would be order {} of {} within one {}, and {} are allowed; wait a little.",
                    sent + 1, scope.isAccount() ? "the desk" : scope.text(), window.name, most));
}

CheckResult deniedByData(const GateInput& input, const char* code, const std::string& measured,
                         const std::string& sentence)
{
    return deniedUnlessReducing(input, code, "young, two-sided, not crossed", measured, sentence);
}

double secondsOf(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}

// When the legs of a package were heard too far apart to price it together: by how much.
std::optional<Duration> tooFarApart(const GateInput& input)
{
    if (input.packageAgeSpread <= Duration::zero() || input.legs.size() < 2)
        return {};
    Instant oldest = Instant::max();
    Instant newest = Instant::min();
    for (const PricedLeg& leg : input.legs) {
        const Instant heard = std::max(leg.quote.bid->at, leg.quote.ask->at);
        oldest = std::min(oldest, heard);
        newest = std::max(newest, heard);
    }
    return newest - oldest > input.packageAgeSpread ? std::optional(newest - oldest) : std::nullopt;
}

} // namespace

CheckResult checkCollar(const GateInput& input)
{
    const bool isStop = input.request.type == OrderType::Stop || input.request.type == OrderType::StopLimit;
    if (isStop)
        return passed("risk.price_collar", "at the trigger", "at the trigger",
                      "The price of a stop is checked when it triggers.");
    if (!input.impact.prices || !input.impact.worstPaid) {
        return deniedUnlessReducing(input, "risk.price_collar", "a mid", "unknown",
                                    "Without a bid and an ask on every leg there is no price to hold this "
                                    "order's against; wait for the market.");
    }
    const PackagePrices& prices = *input.impact.prices;
    const PriceCollar collar = priceCollar(input.legs, prices, input.limits);
    const std::int64_t asked = ticksFromMid(input.legs, prices, *input.impact.worstPaid);
    const Price distance = *input.impact.worstPaid - prices.mid;
    const std::string limit = fmt::format("{} ticks from mid {}", collar.ticks, prices.mid.text());
    const std::string measured = fmt::format("{} ticks", asked);
    if (asked > collar.ticks) {
        return denied("risk.price_collar", limit, measured,
                      fmt::format("The order's worst net price {} is {} ticks worse than the mid {}, and {} "
                                  "are allowed (part of the mid, ticks or spread, whichever is most); bring "
                                  "the price closer.",
                                  input.impact.worstPaid->text(), asked, prices.mid.text(), collar.ticks));
    }
    if (input.legs.size() > 1 && distance > std::max(collar.legs, prices.natural - prices.mid)) {
        return denied("risk.price_collar", fmt::format("{} over all legs", collar.legs.text()),
                      distance.text(),
                      fmt::format("The order's worst net price is {} worse than the mid, and its legs allow "
                                  "{} together; bring the price closer.",
                                  distance.text(), collar.legs.text()));
    }
    return passed("risk.price_collar", limit, measured);
}

CheckResult checkDuplicate(const GateInput& input)
{
    const std::int64_t seconds = input.limits.at(LimitId::DuplicateSeconds);
    const std::string limit = fmt::format("{} s", seconds);
    for (const RecentOrder& recent : input.recent) {
        const Duration age = input.now - recent.at;
        if (age < Duration::zero() || age >= std::chrono::seconds(seconds)
            || !isSameOrder(recent, input.request))
            continue;
        const std::string measured = fmt::format("{:.3f} s", secondsOf(age));
        return deniedUnlessReducing(input, "risk.duplicate", limit, measured,
                                    fmt::format("The same legs, quantity, price and strategy were sent {} "
                                                "ago, and {} must lie between; wait, or say that it is meant "
                                                "(override).",
                                                measured, limit));
    }
    return passed("risk.duplicate", limit, "none");
}

CheckResult checkRate(const GateInput& input)
{
    std::string limit;
    std::string measured;
    for (const RateWindow& window : rateWindows) {
        const std::int64_t most = input.limits.at(window.id);
        const std::int64_t sent = countWithin(input, window.length, {});
        if (sent >= most)
            return deniedByRate(input, window, most, sent, {});
        limit += fmt::format("{}{} in a {}", limit.empty() ? "" : ", ", most, window.name);
        measured += fmt::format("{}{}", measured.empty() ? "" : ", ", sent + 1);
        for (const ScopeLimits& narrow : input.scopes) {
            const auto own = narrow.limits.find(window.id);
            const std::int64_t ownSent = own ? countWithin(input, window.length, narrow.scope) : 0;
            if (own && ownSent >= *own)
                return deniedByRate(input, window, *own, ownSent, narrow.scope);
        }
    }
    return passed("risk.order_rate", limit, measured);
}

CheckResult checkData(const GateInput& input)
{
    if (!input.flags.isFeedUp) {
        return deniedByData(input, "data.feed_down", "feed down",
                            "The market feed is down, so no quote can be trusted; wait until it is back.");
    }
    for (const PricedLeg& leg : input.legs) {
        const QuoteQuality& quality = leg.quality;
        const std::string& symbol = leg.leg.symbol;
        if (quality.isHalted) {
            return deniedByData(
                input, "data.halted", fmt::format("{}: trading is halted", symbol),
                fmt::format("Trading in {} is halted, so {} has no market; wait until it goes "
                            "on and is quoted anew.",
                            leg.instrument->underlying, symbol));
        }
        if (quality.isAbsent || quality.isOneSided || !leg.quote.bid || !leg.quote.ask) {
            return deniedByData(input, "data.one_sided", fmt::format("{}: a side is missing", symbol),
                                fmt::format("{} lacks a bid or an ask, so its price is not known; wait "
                                            "until it is quoted on both sides.",
                                            symbol));
        }
        if (quality.isCrossed) {
            return deniedByData(input, "data.crossed", fmt::format("{}: bid above ask", symbol),
                                fmt::format("{} is crossed (bid {}, ask {}), so one side is wrong; wait "
                                            "for the next quote.",
                                            symbol, leg.quote.bid->price.text(),
                                            leg.quote.ask->price.text()));
        }
        if (quality.isStale) {
            const Instant oldest = std::min(leg.quote.bid->at, leg.quote.ask->at);
            return deniedByData(
                input, "data.stale", fmt::format("{}: {:.1f} s", symbol, secondsOf(input.now - oldest)),
                fmt::format("The quote of {} is {:.1f} s old, and this source's quotes are "
                            "young for {:.1f} s; wait for the next one.",
                            symbol, secondsOf(input.now - oldest), secondsOf(input.quoteAgeLimit)));
        }
    }
    if (const auto apart = tooFarApart(input)) {
        return deniedByData(input, "data.stale", fmt::format("{:.1f} s apart", secondsOf(*apart)),
                            fmt::format("The legs' quotes were heard {:.1f} s apart, and {:.1f} s are "
                                        "allowed for a package; wait for the slower leg.",
                                        secondsOf(*apart), secondsOf(input.packageAgeSpread)));
    }
    return passed("data.stale", "young, two-sided, not crossed", "good");
}

CheckResult checkSession(const GateInput& input)
{
    if (input.isSessionOpen)
        return passed("risk.market_closed", "open", "open");
    return denied("risk.market_closed", "open", "closed",
                  fmt::format("The market for this order is closed now{}{}; send it in market hours.",
                              input.sessionNote.empty() ? "" : ", ", input.sessionNote));
}

CheckResult checkSlippage(const GateInput& input)
{
    const Money asked = input.impact.slippageToReserve;
    if (input.isReducing)
        return passed("slippage.budget_exhausted", "not bound", asked.text(),
                      "An order that only reduces risk may overdraw the budget.");
    if (!input.slippage)
        return denied("slippage.no_limit", "a budget", "none",
                      "There is no slippage ledger, so nothing opens; set the budgets.");
    const auto room = input.slippage->canReserve(input.slippageScope, asked);
    if (room)
        return passed("slippage.budget_exhausted", "within budget", asked.text());
    return denied(room.error().code, "within budget", asked.text(), room.error().message);
}

} // namespace strikedesk::gate
