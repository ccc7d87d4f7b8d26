// SPDX-License-Identifier: GPL-3.0-or-later
// What people and scripts ask of rolls: candidates, a preview, to begin and to stop one, and its chain.
#include "core/engine/RollDesk.h"
#include "core/orders/WalkStyles.h"
#include "core/positions/RollSteps.h"
#include "core/risk/OrderImpact.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <set>

namespace strikedesk {
namespace {

constexpr std::size_t candidatesMost = 200;

OrderLeg orderLeg(const std::string& symbol, std::int64_t ratio, PositionEffect effect)
{
    const bool isBuying = (ratio > 0) == (effect == PositionEffect::Open);
    return {symbol, isBuying ? Side::Buy : Side::Sell, std::int32_t(std::abs(ratio)), effect};
}

std::vector<CarriedLeg> carriedOf(const RollMarket& market)
{
    std::vector<CarriedLeg> carried;
    const auto ratios = market.keptRatios();
    for (std::size_t leg = 0; leg < market.kept.size(); ++leg)
        carried.push_back({market.kept[leg]->symbol, ratios[leg]});
    return carried;
}

// Closing and opening of every leg, the closing ones first.
std::vector<RollTrade> tradesOf(const DeskContext& context, const RollMarket& market,
                                const RollCandidate& candidate)
{
    const RollExpiry& expiry = market.expiries[candidate.expiry];
    const auto after = payoffAfter(market.position, expiry, candidate.contracts);
    const auto before = payoffBefore(market.position);
    std::vector<RollTrade> trades;
    for (std::size_t leg = 0; leg < market.rolled.size(); ++leg)
        trades.push_back(
            {orderLeg(market.rolled[leg]->symbol, market.position.legs[leg].ratio, PositionEffect::Close),
             market.rolled[leg], before[leg]});
    for (std::size_t leg = 0; leg < market.rolled.size(); ++leg) {
        const auto id = static_cast<InstrumentId>(expiry.contracts[candidate.contracts[leg]].id);
        const Instrument& next = context.board.catalogue().at(id);
        trades.push_back({orderLeg(next.symbol, market.position.legs[leg].ratio, PositionEffect::Open), &next,
                          after[leg]});
    }
    return trades;
}

std::vector<RollTrade> keptTrades(const RollMarket& market)
{
    std::vector<RollTrade> trades;
    for (std::size_t leg = 0; leg < market.kept.size(); ++leg)
        trades.push_back({{}, market.kept[leg], market.position.kept[leg].payoff});
    return trades;
}

std::string nameAfter(const std::vector<RollTrade>& trades, const std::vector<RollTrade>& kept)
{
    std::vector<StructureLeg> legs;
    for (const auto* list : {&trades, &kept}) {
        for (const RollTrade& trade : *list) {
            if (trade.leg.symbol.empty() || trade.leg.effect == PositionEffect::Open)
                legs.push_back(structureLeg(*trade.instrument, trade.payoff.quantity.count()));
        }
    }
    return recogniseStructure(legs).name;
}

std::string noCandidateWords(const RollSearch& search, const RollTerms& terms)
{
    std::string words;
    for (const RollRefusal& refusal : search.refusals)
        words += (words.empty() ? "" : "; ") + refusalWords(refusal, terms);
    return words.empty() ? std::string("No later expiry is listed.") : words + ".";
}

} // namespace

Result<RollCandidatesReply> RollDesk::candidates(const FindRolls& command) const
{
    const RollAsk& ask = command.ask;
    auto market = rollMarket(m_context, ask);
    if (!market)
        return fail(market.error());
    addExpiries(m_context, ask.terms, *market);
    market->position.candidatesMost = std::clamp<std::size_t>(command.most, 1, candidatesMost);
    const auto search = findRolls(market->position, market->expiries, ask.terms, market->deltaOf);
    if (!search)
        return fail(search.error());
    RollCandidatesReply reply {ask.structure,
                               market->packages,
                               {},
                               carriedOf(*market),
                               ask.terms,
                               market->position.spot,
                               market->position.reference,
                               market->contracts,
                               search->found,
                               search->before,
                               {},
                               {}};
    for (const Instrument* leg : market->rolled)
        reply.legs.push_back(leg->symbol);
    for (const RollCandidate& candidate : search->candidates)
        reply.candidates.push_back(candidateView(m_context, *market, candidate));
    for (const RollRefusal& refusal : search->refusals)
        reply.refusals.push_back(
            {std::string(nameOf(refusal.constraint)), refusal.count, refusalWords(refusal, ask.terms)});
    return reply;
}

Result<RollCandidate> RollDesk::choose(const RollAsk& ask, RollMarket& market) const
{
    if (ask.to.empty()) {
        addExpiries(m_context, ask.terms, market);
        market.position.candidatesMost = 1;
        auto search = findRolls(market.position, market.expiries, ask.terms, market.deltaOf);
        if (!search)
            return fail(search.error());
        if (search->candidates.empty())
            return fail("roll.no_candidate",
                        "Nothing that is listed fits: " + noCandidateWords(*search, ask.terms));
        return std::move(search->candidates.front());
    }
    const auto places = addChosen(m_context, ask.to, market);
    if (!places)
        return fail(places.error());
    auto candidate = rollInto(market.position, market.expiries, 0, *places, market.deltaOf);
    if (!candidate)
        return fail("roll.no_market", "A leg of the roll has no two-sided, young market: wait for quotes.");
    return std::move(*candidate);
}

// Where it stops. A roll for a credit never pays: a tick of credit is the least.
Result<Price> RollDesk::worstFor(const RollAsk& ask, const Draft& draft) const
{
    std::vector<OrderLeg> legs;
    for (const RollPackage& package : draft.decision.packages)
        legs.insert(legs.end(), package.legs.begin(), package.legs.end());
    const auto markets = legMarkets(m_context, legs);
    if (!markets)
        return fail(markets.error());
    const TickTable ticks = markets->ticks();
    const Price leastCredit = -ticks.tickAt(Price());
    if (ask.limit) {
        if (!ticks.isOnTick(*ask.limit))
            return fail("input.tick",
                        fmt::format("Expected a limit on a tick of {}, found {}.",
                                    ticks.tickAt(*ask.limit).text(), ask.limit->text()));
        if (ask.terms.requiresCredit && *ask.limit > leastCredit)
            return fail(
                "input.roll_limit",
                fmt::format("A roll for a credit is limited to a credit of {} or more (as a limit: {} "
                            "or less), found {}.",
                            (-leastCredit).shortText(), leastCredit.shortText(), ask.limit->shortText()));
        return *ask.limit;
    }
    const Price natural = ticks.roundUp(draft.candidate.natural);
    return ask.terms.requiresCredit ? std::min(natural, leastCredit) : natural;
}

Result<void> RollDesk::decide(const RollAsk& ask, Draft& draft) const
{
    const RollMarket& market = draft.market;
    const auto trades = tradesOf(m_context, market, draft.candidate);
    const auto kept = keptTrades(market);
    const auto split = splitRoll(trades, kept, m_context.venue.profile().legsMax);
    if (!split)
        return fail(split.error());
    RollDecision& decision = draft.decision;
    decision.structure = ask.structure;
    decision.name = nameAfter(trades, kept);
    decision.terms = ask.terms;
    decision.moves = candidateView(m_context, market, draft.candidate).moves;
    decision.carried = carriedOf(market);
    for (const auto& places : *split) {
        RollPackage package;
        for (const std::size_t place : places)
            package.legs.push_back(trades[place].leg);
        decision.packages.push_back(std::move(package));
    }
    decision.quantity = ask.quantity.value_or(market.packages);
    if (!decision.quantity.isPositive() || decision.quantity > market.packages)
        return fail("input.quantity",
                    fmt::format("Expected 1 to {} packages, found {}.", market.packages.count(),
                                decision.quantity.count()));
    if (!walkStyleFrom(ask.walk))
        return fail("input.walk", fmt::format("Expected the name of a walk, found \"{}\".", ask.walk));
    decision.walk = ask.walk;
    decision.slippageLimit = ask.slippageLimit;
    decision.carriesRules = ask.carriesRules;
    decision.reason = ask.reason;
    const auto rows = m_context.state.portfolio().structure(ask.structure);
    decision.strategy = rows.empty() ? std::string() : rows.front().strategy;
    const auto worst = worstFor(ask, draft);
    if (!worst)
        return fail(worst.error());
    decision.worst = *worst;
    return {};
}

Result<RollDesk::Draft> RollDesk::draft(const RollAsk& ask) const
{
    if (auto sound = checkRollTerms(ask.terms); !sound)
        return fail(sound.error());
    auto market = rollMarket(m_context, ask);
    if (!market)
        return fail(market.error());
    Draft draft {std::move(*market), {}, {}};
    auto candidate = choose(ask, draft.market);
    if (!candidate)
        return fail(candidate.error());
    draft.candidate = std::move(*candidate);
    if (auto decided = decide(ask, draft); !decided)
        return fail(decided.error());
    return draft;
}

Result<void> RollDesk::checkFree(const std::string& structure) const
{
    if (const RollSheet* roll = m_context.state.rolls().underWay(structure))
        return fail("roll.under_way",
                    fmt::format("Roll {} of {} is under way: wait for it, or stop it.", roll->id, structure));
    for (const OrderRecord* order : m_context.state.orders().open()) {
        if (order->opensStructure != structure && order->closesStructure != structure)
            continue;
        return fail("roll.position_busy",
                    fmt::format("Order {} of {} {} the position: {}.", order->id.text(), order->actor,
                                order->opensStructure == structure ? "still opens" : "closes",
                                order->rule.empty() ? "cancel it, or wait" : "pause its rules, or wait"));
    }
    return {};
}

Result<RollReply> RollDesk::start(const Principal& principal, const RollAsk& ask)
{
    if (ask.to.empty())
        return fail("input.roll_to",
                    "A roll is sent into contracts that somebody has seen: name them, or ask for a preview "
                    "first.");
    if (auto isFree = checkFree(ask.structure); !isFree)
        return fail(isFree.error());
    auto drafted = draft(ask);
    if (!drafted)
        return fail(drafted.error());
    RollDecision& decision = drafted->decision;
    const auto first = shareOfWorst(decision, 0, decision.worst);
    if (!first)
        return fail(first.error());
    decision.isPerson = principal.isPerson;
    decision.successor = m_context.ids.next('P');
    const std::string id = m_context.ids.next('L');
    const OrderRequest request = requestFor(decision, 0, decision.quantity, *first);
    const Principal sender {principal.actor, decision.strategy, principal.isPerson};
    m_context.journal.record(principal.actor, ask.structure, RollStarted {id, decision});
    const auto sent = m_orders.submit(sender, request, {{}, {}, partOf(id, decision, 0)});
    if (!sent) {
        end(*m_context.state.rolls().find(id), "nothing", Quantity(), sent.error().message);
        return fail(sent.error());
    }
    return RollReply {id, decision.successor, sent->order};
}

Result<void> RollDesk::stop(const std::string& actor, const StopRoll& command)
{
    const RollSheet* sheet = m_context.state.rolls().find(command.roll);
    if (!sheet)
        return fail("input.roll", fmt::format("Expected the id of a roll, found \"{}\".", command.roll));
    if (!sheet->isUnderWay())
        return fail("roll.ended", fmt::format("Roll {} has ended: {}.", sheet->id, sheet->outcome));
    m_context.journal.record(
        actor, sheet->decision.structure,
        RollStopped {command.roll, command.reason.empty() ? "Asked by " + actor + "." : command.reason});
    if (m_context.isVenueUp)
        look(*sheet); // what works is cancelled at once
    return {};
}

RollDesk::RulesSplit RollDesk::splitRules(const std::string& structure, const RuleFacts& facts) const
{
    RulesSplit split;
    const RuleSheet* sheet = m_context.state.rules().find(structure);
    if (!sheet)
        return split;
    for (const RuleRow& row : sheet->rules) {
        std::vector<RuleTerms> with = split.kept;
        with.push_back(row.terms);
        if (const auto checked = checkRules(with, facts); checked)
            split.kept = std::move(with);
        else
            split.refused.push_back(row.terms.name + ": " + checked.error().message);
    }
    return split;
}

// What the rules of the new position would be measured by, at the mids of now.
RuleFacts RollDesk::factsAfter(const Draft& draft) const
{
    const RollMarket& market = draft.market;
    const Quantity packages = draft.decision.quantity;
    RuleFacts facts;
    facts.packages = packages;
    std::vector<pricing::PayoffLeg> payoffs
        = payoffAfter(market.position, market.expiries[draft.candidate.expiry], draft.candidate.contracts);
    for (std::size_t leg = 0; leg < payoffs.size(); ++leg) {
        payoffs[leg].quantity = payoffs[leg].quantity * packages.count();
        payoffs[leg].cost = payoffs[leg].cost * packages.count();
        if (leg >= market.rolled.size()) { // it goes along with what it has cost
            const std::size_t kept = leg - market.rolled.size();
            const auto row
                = m_context.state.portfolio().position(draft.decision.structure, market.kept[kept]->symbol);
            payoffs[leg].cost = row ? proportion(row->cost, packages, market.packages) : Money();
        } else {
            facts.fees += feeOfOne(*market.rolled[leg], {})
                * (std::abs(market.position.legs[leg].ratio) * packages.count());
        }
        facts.cost += payoffs[leg].cost;
    }
    const auto profile = pricing::payoffProfile(payoffs);
    if (profile && profile->maximumLoss)
        facts.maximumLoss = *profile->maximumLoss + facts.fees;
    if (profile && profile->maximumGain && !profile->isMixedExpiry)
        facts.maximumProfit = std::max(Money(), *profile->maximumGain - facts.fees);
    return facts;
}

Result<RollPreviewReply> RollDesk::preview(const Principal& principal, const RollAsk& ask) const
{
    const auto drafted = draft(ask);
    if (!drafted)
        return fail(drafted.error());
    const RollDecision& decision = drafted->decision;
    RollPreviewReply reply;
    reply.structure = ask.structure;
    reply.name = decision.name;
    reply.quantity = decision.quantity;
    reply.held = drafted->market.packages;
    reply.candidate = candidateView(m_context, drafted->market, drafted->candidate);
    reply.carried = decision.carried;
    reply.before = rollBefore(drafted->market.position);
    reply.worst = decision.worst;
    reply.packages = decision.packages;
    const auto isFree = checkFree(ask.structure);
    if (!isFree)
        reply.checks.push_back({isFree.error().code, false, false, {}, {}, isFree.error().message});
    const auto first = shareOfWorst(decision, 0, decision.worst);
    if (!first)
        reply.checks.push_back({first.error().code, false, false, {}, {}, first.error().message});
    if (first) {
        const Principal sender {principal.actor, decision.strategy, principal.isPerson};
        const RollPart part = partOf({}, decision, 0);
        const auto looked
            = m_orders.preview(sender, requestFor(decision, 0, decision.quantity, *first), &part);
        if (!looked)
            return fail(looked.error());
        reply.checks.insert(reply.checks.end(), looked->checks.begin(), looked->checks.end());
        reply.isAllowed = looked->isAllowed && isFree.has_value();
        reply.fees = looked->fees;
        reply.buyingPowerBefore = looked->buyingPowerBefore;
        reply.buyingPowerAfter = looked->buyingPowerAfter;
    }
    if (ask.carriesRules) {
        RulesSplit split = splitRules(ask.structure, factsAfter(*drafted));
        for (const RuleTerms& rule : split.kept)
            reply.rules.push_back(rule.name);
        reply.rulesRefused = std::move(split.refused);
    }
    return reply;
}

} // namespace strikedesk
