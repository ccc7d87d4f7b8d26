// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/exchange/OrderAdmission.h"

#include "core/instruments/OsiSymbol.h"
#include "core/instruments/Roots.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace strikedesk {
namespace {

using Refusal = std::optional<Error>;

constexpr std::int64_t packagesMax = 100'000;
constexpr std::int64_t contractsPerLegMax = 100;
constexpr std::int64_t sharesPerLegMax = 100'000;

// What a check sees: the submission, the order as far as it is built, and the context.
struct Admission
{
    const SubmitToVenue& submit;
    const AdmissionContext& context;
    ExchangeOrder order;
};

Refusal refusal(std::string code, std::string reason)
{
    return Error {std::move(code), std::move(reason)};
}

Refusal checkKind(Admission& admission)
{
    const bool isStop
        = admission.submit.kind == VenueOrderKind::Stop || admission.submit.kind == VenueOrderKind::StopLimit;
    if (isStop && !admission.context.profile.hasNativeStops)
        return refusal("venue.unsupported_kind", "This venue has no stop orders of its own.");
    if (isStop && admission.submit.legs.size() > 1)
        return refusal("venue.unsupported_kind", "Stop orders exist for one leg only.");
    if (admission.submit.timeInForce == TimeInForce::GoodTillDate && !admission.submit.goodTill)
        return refusal("venue.unsupported_time_in_force", "An order good till a date needs the date.");
    return {};
}

Refusal checkLegCount(Admission& admission)
{
    const std::size_t count = admission.submit.legs.size();
    if (count == 0)
        return refusal("venue.no_legs", "An order has at least one leg.");
    if (count > std::size_t(admission.context.profile.legsMax))
        return refusal("venue.too_many_legs",
                       fmt::format("This venue takes packages of up to {} legs, the order has {}.",
                                   admission.context.profile.legsMax, count));
    return {};
}

Refusal resolveLegs(Admission& admission)
{
    for (const OrderLeg& leg : admission.submit.legs) {
        const auto id = admission.context.catalogue.find(leg.symbol);
        if (!id) {
            if (parseSymbol(leg.symbol))
                return refusal("venue.unlisted", fmt::format("The series {} is not listed.", leg.symbol));
            return refusal("venue.unknown_symbol", fmt::format("The symbol {} is not known.", leg.symbol));
        }
        const Instrument& instrument = admission.context.catalogue.at(*id);
        if (instrument.option && !instrument.option->hasKnownDeliverables())
            return refusal(
                "venue.unlisted",
                fmt::format("What {} delivers is not known here, so it does not trade.", leg.symbol));
        if (instrument.kind == InstrumentKind::Index)
            return refusal("venue.unknown_symbol",
                           fmt::format("{} is an index and does not trade itself.", leg.symbol));
        ExchangeLeg resolved {*id, leg.side, leg.ratio, 0};
        const std::int64_t most
            = instrument.kind == InstrumentKind::Stock ? sharesPerLegMax : contractsPerLegMax;
        if (leg.ratio < 1 || leg.ratio > most)
            return refusal("venue.bad_quantity",
                           fmt::format("The ratio of {} should be from 1 to {}, it is {}.", leg.symbol, most,
                                       leg.ratio));
        resolved.weight = resolved.ratio * instrument.multiplier.shares();
        admission.order.legs.push_back(resolved);
        admission.order.symbols.push_back(instrument.symbol);
        admission.order.underlying = instrument.underlying;
    }
    return {};
}

Refusal checkPackage(Admission& admission)
{
    ExchangeOrder& order = admission.order;
    const Catalogue& catalogue = admission.context.catalogue;
    order.packageMultiplier = catalogue.at(order.legs.front().instrument).multiplier.shares();
    if (!order.isPackage())
        return {};
    std::set<InstrumentId> seen;
    std::set<std::int32_t> multipliers;
    bool hasStock = false;
    for (const ExchangeLeg& leg : order.legs) {
        const Instrument& instrument = catalogue.at(leg.instrument);
        if (!seen.insert(leg.instrument).second)
            return refusal("venue.unsupported_package", "A package names each series once.");
        if (instrument.underlying != order.underlying)
            return refusal("venue.unsupported_package", "The legs of a package share one underlying.");
        if (instrument.kind == InstrumentKind::Stock)
            hasStock = true;
        else
            multipliers.insert(instrument.multiplier.shares());
    }
    if (multipliers.size() != 1)
        return refusal("venue.unsupported_package", "The options of a package have one multiplier.");
    if (hasStock && !admission.context.profile.acceptsStockLeg)
        return refusal("venue.unsupported_package", "This venue takes no stock leg in a package.");
    order.packageMultiplier = *multipliers.begin();
    return {};
}

Refusal checkQuantity(Admission& admission)
{
    const std::int64_t quantity = admission.submit.quantity.count();
    if (quantity < 1 || quantity > packagesMax)
        return refusal("venue.bad_quantity",
                       fmt::format("The quantity should be from 1 to {}, it is {}.", packagesMax, quantity));
    return {};
}

Refusal checkPrice(const ExchangeOrder& order, const Catalogue& catalogue, Price price, const char* what)
{
    const TickTable ticks = order.isPackage() ? packageTicks(order.underlying)
                                              : catalogue.at(order.legs.front().instrument).ticks;
    if (!order.isPackage() && !price.isPositive())
        return refusal("venue.bad_price",
                       fmt::format("The {} of one leg should be positive, it is {}.", what, price.text()));
    if (absolute(price) > Price::ofWhole(1'000'000))
        return refusal("venue.bad_price", fmt::format("The {} {} is out of reach.", what, price.text()));
    if (!ticks.isOnTick(price))
        return refusal("venue.bad_tick",
                       fmt::format("The {} {} is not a multiple of the tick {}.", what, price.text(),
                                   ticks.tickAt(price).text()));
    return {};
}

Refusal checkPrices(Admission& admission)
{
    const SubmitToVenue& submit = admission.submit;
    const bool needsLimit = submit.kind == VenueOrderKind::Limit || submit.kind == VenueOrderKind::StopLimit;
    const bool needsStop = submit.kind == VenueOrderKind::Stop || submit.kind == VenueOrderKind::StopLimit;
    if (needsLimit != submit.limit.has_value())
        return refusal("venue.bad_price",
                       needsLimit ? "A limit order needs its limit."
                                  : "An order that is not a limit order has no limit.");
    if (needsStop != submit.stop.has_value())
        return refusal("venue.bad_price",
                       needsStop ? "A stop order needs its stop."
                                 : "An order that is not a stop order has no stop.");
    if (submit.limit) {
        if (auto bad = checkPrice(admission.order, admission.context.catalogue, *submit.limit, "limit"))
            return bad;
    }
    if (submit.stop)
        return checkPrice(admission.order, admission.context.catalogue, *submit.stop, "stop");
    return {};
}

Refusal checkExpiry(Admission& admission)
{
    for (const ExchangeLeg& leg : admission.order.legs) {
        const Instrument& instrument = admission.context.catalogue.at(leg.instrument);
        if (instrument.option
            && admission.context.now >= TradingCalendar::us().lastTradesAt(*instrument.option))
            return refusal("venue.expired",
                           fmt::format("The series {} no longer trades.", instrument.symbol));
    }
    return {};
}

Refusal checkSession(Admission& admission)
{
    const Instant now = admission.context.now;
    const Date today = newYorkLocal(now).date;
    const auto session = sessionOf(admission.order, admission.context.catalogue, today);
    if (!session || now < session->opensAt || now >= session->closesAt)
        return refusal("venue.market_closed",
                       fmt::format("The market of {} is closed.", admission.order.underlying));
    if (admission.submit.goodTill && *admission.submit.goodTill < today)
        return refusal("venue.unsupported_time_in_force", "The date an order is good till has passed.");
    return {};
}

// The rules of this venue, in the order in which they are applied.
constexpr std::array<Refusal (*)(Admission&), 8> admissionChecks {
    checkKind,     checkLegCount, resolveLegs, checkPackage,
    checkQuantity, checkPrices,   checkExpiry, checkSession,
};

Instant endOf(const Admission& admission)
{
    const SubmitToVenue& submit = admission.submit;
    const Catalogue& catalogue = admission.context.catalogue;
    const TradingCalendar& calendar = TradingCalendar::us();
    const auto closeOn = [&](Date date) {
        const Date day = calendar.isTradingDay(date) ? date : calendar.previousTradingDay(date);
        return sessionOf(admission.order, catalogue, day)->closesAt;
    };
    Instant end = Instant::max();
    switch (submit.timeInForce) {
    case TimeInForce::Day: end = closeOn(newYorkLocal(admission.context.now).date); break;
    case TimeInForce::GoodTillCancelled: break;
    case TimeInForce::GoodTillDate: end = closeOn(*submit.goodTill); break;
    case TimeInForce::ImmediateOrCancel:
        end = std::min(closeOn(newYorkLocal(admission.context.now).date),
                       admission.context.now + admission.context.immediateWait);
        break;
    }
    for (const ExchangeLeg& leg : admission.order.legs) {
        if (const auto& option = catalogue.at(leg.instrument).option)
            end = std::min(end, calendar.lastTradesAt(*option));
    }
    return end;
}

} // namespace

Result<ExchangeOrder> admitOrder(const SubmitToVenue& submit, const AdmissionContext& context)
{
    Admission admission {submit, context, {}};
    for (const auto check : admissionChecks) {
        if (auto refused = check(admission))
            return fail(*std::move(refused));
    }
    ExchangeOrder order = admission.order;
    order.clientOrderId = submit.clientOrderId;
    order.quantity = submit.quantity.count();
    order.kind = submit.kind;
    order.limit = submit.limit;
    order.stop = submit.stop;
    order.timeInForce = submit.timeInForce;
    order.endsAt = endOf(admission);
    return order;
}

std::optional<Error> refuseReplace(const ReplaceAtVenue& replace, const ExchangeOrder& order,
                                   const Catalogue& catalogue)
{
    if (order.kind != VenueOrderKind::Limit && order.kind != VenueOrderKind::StopLimit)
        return refusal("venue.unsupported_kind", "Only orders with a limit can be replaced.");
    if (replace.quantity.count() <= order.filled || replace.quantity.count() > packagesMax)
        return refusal("venue.bad_quantity",
                       fmt::format("The new total should be from {} to {}, it is {}.", order.filled + 1,
                                   packagesMax, replace.quantity.count()));
    return checkPrice(order, catalogue, replace.limit, "limit");
}

std::optional<TradingSession> sessionOf(const ExchangeOrder& order, const Catalogue& catalogue, Date date)
{
    const bool hasStock = std::any_of(order.legs.begin(), order.legs.end(), [&](const ExchangeLeg& leg) {
        return catalogue.at(leg.instrument).kind == InstrumentKind::Stock;
    });
    return hasStock ? TradingCalendar::us().session(date)
                    : TradingCalendar::us().optionSession(date, order.underlying);
}

} // namespace strikedesk
