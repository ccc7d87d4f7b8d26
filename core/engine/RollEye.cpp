// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/RollEye.h"

#include "core/engine/GateGreeks.h"
#include "core/engine/PositionViews.h"
#include "core/engine/RuleEye.h"
#include "core/engine/SeriesPricing.h"
#include "core/instruments/Roots.h"
#include "core/instruments/TradingCalendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

namespace strikedesk {
namespace {

constexpr int walkStepsForecast = 10;
constexpr double walkSecondsForecast = 5;

RollContract contractOf(const DeskContext& context, const Instrument& instrument)
{
    const Quote& quote = context.board.quote(instrument.id);
    const QuoteQuality quality = context.board.quality(instrument.id, context.now());
    const auto priceOf = [](const std::optional<QuoteSide>& side) {
        return side ? std::optional(side->price) : std::nullopt;
    };
    RollContract contract;
    contract.id = std::uint32_t(instrument.id);
    contract.right = instrument.option->right;
    contract.strike = instrument.option->strike;
    contract.bid = priceOf(quote.bid);
    contract.ask = priceOf(quote.ask);
    contract.isHalted = quality.isHalted;
    contract.isTradable = quality.isTradable() && context.state.isFeedOn() && context.board.isFeedConnected();
    return contract;
}

// Black-Scholes at the volatility of the contract's own mid, as limits reckon it.
RollDelta deltasOf(const DeskContext& context, const std::string& underlying)
{
    const auto inputs = pricingInputs(context, underlying);
    if (!inputs)
        return [](const RollExpiry&, const RollContract&) { return std::optional<double>(); };
    const auto market = std::make_shared<GateMarket>(GateMarket {*inputs, ratesOf(context)});
    return [&context, market](const RollExpiry&, const RollContract& contract) -> std::optional<double> {
        const auto id = static_cast<InstrumentId>(contract.id);
        const auto greeks = quickGreeks(context.board.catalogue().at(id), context.board.quote(id).mid(),
                                        *market, context.now());
        return greeks ? std::optional(greeks->delta) : std::nullopt;
    };
}

Result<KeptLeg> keptLeg(const DeskContext& context, const RollMarket& market, const Instrument& instrument,
                        std::int64_t ratio)
{
    const auto known = markNow(context, instrument.symbol, nullptr).price;
    if (!known)
        return fail("roll.no_market",
                    fmt::format("What {} is worth, which goes along, is not known: wait until it is quoted.",
                                instrument.symbol));
    const Price mark = *known;
    KeptLeg leg;
    leg.mark = mark;
    leg.payoff.kind = pricing::PayoffLeg::Stock;
    leg.payoff.quantity = Quantity(ratio);
    leg.payoff.multiplier = instrument.multiplier;
    leg.payoff.cost = value(mark, Quantity(ratio), instrument.multiplier);
    if (const auto& option = instrument.option) {
        leg.payoff.kind = option->right == Right::Call ? pricing::PayoffLeg::Call : pricing::PayoffLeg::Put;
        leg.payoff.strike = option->strike;
        leg.payoff.expiresAt = instrument.settlesAt;
        leg.expiry = option->expiry;
        leg.delta = market.deltaOf({}, contractOf(context, instrument));
    }
    return leg;
}

// The options that expire first, or those that were named.
Result<std::vector<std::string>> legsToRoll(const RuledPosition& position,
                                            const std::vector<std::string>& named, const Catalogue& catalogue)
{
    std::vector<const Instrument*> wanted;
    std::optional<Instant> first;
    for (const RuledPosition::Leg& leg : position.legs) {
        if (leg.instrument->option)
            first = std::min(first.value_or(leg.instrument->settlesAt), leg.instrument->settlesAt);
    }
    for (const RuledPosition::Leg& leg : position.legs) {
        const bool isNamed = std::ranges::any_of(named, [&](const std::string& symbol) {
            const auto id = catalogue.find(symbol);
            return id && &catalogue.at(*id) == leg.instrument;
        });
        if (leg.instrument->option && (named.empty() ? leg.instrument->settlesAt == first : isNamed))
            wanted.push_back(leg.instrument);
    }
    if (wanted.empty() || (!named.empty() && wanted.size() != named.size()))
        return fail("input.roll_legs",
                    "The legs that are rolled have to be options of the position, each named once.");
    std::vector<std::string> symbols;
    for (const Instrument* instrument : wanted) {
        if (instrument->settlesAt != wanted.front()->settlesAt)
            return fail("input.roll_legs",
                        "Legs of one expiry are rolled at a time: name those of one expiry.");
        if (instrument->option->isAdjusted())
            return fail("roll.adjusted",
                        fmt::format("{} is an adjusted contract, which is closed and not rolled.",
                                    instrument->symbol));
        symbols.push_back(instrument->symbol);
    }
    return symbols;
}

} // namespace

std::vector<std::int64_t> RollMarket::keptRatios() const
{
    std::vector<std::int64_t> ratios;
    for (const KeptLeg& leg : position.kept)
        ratios.push_back(leg.payoff.quantity.count());
    return ratios;
}

Result<RollMarket> rollMarket(const DeskContext& context, const RollAsk& ask)
{
    const std::vector<RuleLeg> legs = packageOf(context.state.portfolio(), ask.structure);
    if (legs.empty() || ask.structure.empty())
        return fail("input.structure",
                    fmt::format("Expected the id of an open position, found \"{}\".", ask.structure));
    auto position = ruledPosition(context, legs);
    if (!position)
        return fail(position.error());
    readHoldings(context.state.portfolio(), ask.structure, *position);
    const auto rolled = legsToRoll(*position, ask.legs, context.board.catalogue());
    if (!rolled)
        return fail(rolled.error());
    RollMarket market;
    market.packages = position->held;
    market.deltaOf = deltasOf(context, position->underlying);
    for (const RuledPosition::Leg& leg : position->legs) {
        if (std::ranges::find(*rolled, leg.instrument->symbol) == rolled->end()) {
            auto kept = keptLeg(context, market, *leg.instrument, leg.ratio);
            if (!kept)
                return fail(kept.error());
            market.kept.push_back(leg.instrument);
            market.position.kept.push_back(std::move(*kept));
            continue;
        }
        const RollContract held = contractOf(context, *leg.instrument);
        market.rolled.push_back(leg.instrument);
        market.position.legs.push_back({held, leg.ratio, market.deltaOf({}, held)});
    }
    const Instrument& first = *market.rolled.front();
    const Spot spot = context.board.spot(position->underlying, context.now(), context.rate());
    const RollLink* link = context.state.rolls().link(ask.structure);
    market.position.expiry = first.option->expiry;
    market.position.settlesAt = first.settlesAt;
    market.position.multiplier = first.multiplier;
    market.position.deliverable = first.option->deliverableShares();
    market.position.spot = spot.isKnown() ? std::optional(Price::nearest(spot.price)) : std::nullopt;
    market.position.reference = ask.terms.reference ? ask.terms.reference
        : link                                      ? link->underlying
                                                    : std::nullopt;
    market.position.isBroadIndex = isBroadIndex(position->underlying);
    market.position.slippageShare = double(context.state.fillRates().bestPlace(
                                        2 * market.rolled.size(), walkStepsForecast, walkSecondsForecast))
        / double(FillRates::places - 1);
    return market;
}

// One pass over the rows: contracts of one expiry mostly stand together.
void addExpiries(const DeskContext& context, const RollTerms& terms, RollMarket& market)
{
    const Catalogue& catalogue = context.board.catalogue();
    const std::size_t underlying = market.rolled.front()->underlyingRow;
    const Date today = newYorkLocal(context.now()).date;
    std::map<std::pair<Date, std::string>, std::size_t> places;
    const Instrument* last = nullptr;
    std::size_t place = 0;
    for (std::size_t row = 0; row < catalogue.size(); ++row) {
        const Instrument& instrument = catalogue.at(static_cast<InstrumentId>(row));
        if (instrument.underlyingRow != underlying || !instrument.option
            || instrument.lastTradesAt <= context.now() || instrument.option->isAdjusted())
            continue;
        const OptionContract& option = *instrument.option;
        if (!last || last->option->expiry != option.expiry || last->option->root != option.root) {
            const auto [found, isNew]
                = places.try_emplace({option.expiry, option.root}, market.expiries.size());
            if (isNew)
                market.expiries.push_back({option.expiry,
                                           option.root,
                                           daysBetween(today, newYorkLocal(instrument.lastTradesAt).date),
                                           instrument.settlesAt,
                                           {}});
            place = found->second;
            last = &instrument;
        }
        RollExpiry& expiry = market.expiries[place];
        if (expiry.days < terms.daysLeast || expiry.days > terms.daysMost)
            continue;
        expiry.contracts.push_back(contractOf(context, instrument));
        ++market.contracts;
    }
    for (RollExpiry& expiry : market.expiries)
        std::ranges::sort(expiry.contracts, {},
                          [](const RollContract& one) { return std::pair(one.strike, one.right); });
}

Result<std::vector<std::size_t>> addChosen(const DeskContext& context,
                                           const std::vector<std::string>& symbols, RollMarket& market)
{
    const Catalogue& catalogue = context.board.catalogue();
    if (symbols.size() != market.rolled.size())
        return fail("input.roll_to",
                    fmt::format("Expected a contract for each of the {} legs that are rolled, found {}.",
                                market.rolled.size(), symbols.size()));
    RollExpiry expiry;
    std::vector<std::size_t> places;
    for (std::size_t leg = 0; leg < symbols.size(); ++leg) {
        const auto id = catalogue.find(symbols[leg]);
        const Instrument* next = id ? &catalogue.at(*id) : nullptr;
        const Instrument& held = *market.rolled[leg];
        if (!next || !next->option || next->underlyingRow != held.underlyingRow || next->option->isAdjusted()
            || next->option->right != held.option->right || next->lastTradesAt <= context.now())
            return fail("input.roll_to",
                        fmt::format("Expected a {} that this market lists on {} in the place of {}, found "
                                    "\"{}\".",
                                    nameOf(held.option->right), held.underlying, held.symbol, symbols[leg]));
        if (leg == 0)
            expiry = {next->option->expiry,
                      next->option->root,
                      daysBetween(newYorkLocal(context.now()).date, newYorkLocal(next->lastTradesAt).date),
                      next->settlesAt,
                      {}};
        if (next->option->expiry != expiry.expiry || next->option->root != expiry.root)
            return fail("input.roll_to", "The contracts of a roll have to be of one root and one expiry.");
        const auto isHeld = [&](const Instrument* other) { return other == next; };
        if (std::ranges::any_of(market.rolled, isHeld) || std::ranges::any_of(market.kept, isHeld))
            return fail(
                "input.roll_to",
                fmt::format("{} is held already: a roll would close it and open it again.", next->symbol));
        expiry.contracts.push_back(contractOf(context, *next));
        places.push_back(leg);
    }
    market.expiries.assign(1, std::move(expiry));
    return places;
}

RollCandidateView candidateView(const DeskContext& context, const RollMarket& market,
                                const RollCandidate& candidate)
{
    const RollExpiry& expiry = market.expiries[candidate.expiry];
    RollCandidateView view {expiry.expiry, candidate.days, {}, candidate};
    for (std::size_t leg = 0; leg < market.rolled.size(); ++leg) {
        const auto id = static_cast<InstrumentId>(expiry.contracts[candidate.contracts[leg]].id);
        view.moves.push_back({market.rolled[leg]->symbol, context.board.catalogue().at(id).symbol,
                              market.position.legs[leg].ratio});
    }
    return view;
}

} // namespace strikedesk
