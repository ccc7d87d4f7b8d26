// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/RuleDesk.h"

#include "core/engine/LegMarkets.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

constexpr Duration busyLook = std::chrono::seconds {1};
constexpr Duration idleLook = std::chrono::seconds {30};
constexpr Duration smilePause = std::chrono::seconds {1};
constexpr Duration badLimit = std::chrono::seconds {30};

bool isWaiting(RuleVerdict verdict)
{
    return verdict == RuleVerdict::Waits || verdict == RuleVerdict::Done || verdict == RuleVerdict::TooSmall
        || verdict == RuleVerdict::Blind;
}

std::string seenValue(const RuleComparison& comparison, const RuleFacts& facts, const RuleRow& row,
                      const RuleSight& sight)
{
    const auto dollars = [&](std::optional<Money> seen) {
        const auto threshold = thresholdOf(comparison.threshold, facts, sight.held);
        return !seen     ? std::string("not known")
            : !threshold ? seen->shortText() + " $"
                         : fmt::format("{} of {} $", seen->shortText(), threshold->shortText());
    };
    const auto number = [](const std::optional<double>& seen, const char* format) {
        return seen ? fmt::format(fmt::runtime(format), *seen) : std::string("not known");
    };
    switch (comparison.measure) {
    case RuleMeasure::Profit: return dollars(sight.profit);
    case RuleMeasure::Loss: return dollars(sight.profit ? std::optional(-*sight.profit) : std::nullopt);
    case RuleMeasure::Giveback:
        return row.peak ? fmt::format("its peak was {} $ for all of it", row.peak->shortText())
                        : "no peak yet";
    case RuleMeasure::Days: return sight.days ? fmt::format("{} days", *sight.days) : "no option";
    case RuleMeasure::Time: return fmt::format("{:02}:{:02}", sight.minuteOfDay / 60, sight.minuteOfDay % 60);
    case RuleMeasure::Delta: return number(sight.delta, "{:.3f}");
    case RuleMeasure::Volatility:
        return number(sight.volatility ? std::optional(*sight.volatility * 100) : std::nullopt, "{:.1f}%");
    case RuleMeasure::Breach:
        return !sight.isBreached ? "not known" : *sight.isBreached ? "at a short strike or beyond" : "inside";
    case RuleMeasure::Underlying: return sight.underlying ? sight.underlying->shortText() : "not known";
    }
    return {};
}

} // namespace

std::string seenWords(const RuleSheet& sheet, const RuleProgram& program, std::size_t rule,
                      const RuleSight& sight)
{
    std::string words;
    for (const RuleComparison& comparison : program.conditions[rule].comparisons())
        words += fmt::format("{}{} ({})", words.empty() ? "" : "; ", comparison.text,
                             seenValue(comparison, sheet.facts, sheet.rules[rule], sight));
    return words;
}

std::optional<RuleDesk::Watch> RuleDesk::watchOf(const RuleSheet& sheet) const
{
    auto position = ruledPosition(m_context, sheet.legs);
    if (!position)
        return {}; // its contracts are not listed any more: they have settled
    Watch watch;
    watch.structure = sheet.structure;
    watch.sheet = &sheet;
    watch.position = std::move(*position);
    watch.program = RuleProgram::of(sheet);
    readBooks(watch);
    return watch;
}

void RuleDesk::readSheets()
{
    const RuleBook& book = m_context.state.rules();
    if (m_editions == book.editions())
        return;
    m_editions = book.editions();
    const std::vector<Watch> before = std::exchange(m_watches, {});
    for (const auto& [structure, sheet] : book.all()) {
        auto watch = watchOf(sheet);
        if (!watch)
            continue;
        // How long it has been blind is its own, whatever happens to the rules of others.
        const auto same = std::ranges::lower_bound(before, structure, {}, &Watch::structure);
        if (same != before.end() && same->structure == structure) {
            watch->smileDueAt = same->smileDueAt;
            watch->badSince = same->badSince;
            watch->chaseAt = same->chaseAt;
        }
        m_watches.push_back(std::move(*watch));
    }
}

void RuleDesk::readBooks(Watch& watch) const
{
    const Portfolio& books = m_context.state.portfolio();
    if (watch.booksAt == books.changes())
        return;
    watch.booksAt = books.changes();
    readHoldings(books, watch.sheet->structure, watch.position);
    watch.filled.clear();
    for (const RuleRow& row : watch.sheet->rules)
        watch.filled.push_back(RuleBook::filledBy(row, m_context.state.orders()));
    watch.changes.reset();
}

// What a rule has decided and what it may close changes with the record alone; between that only positions
// whose market has changed are looked at.
void RuleDesk::tick()
{
    if (m_context.state.rules().all().empty() || m_context.state.kill().isEngaged)
        return;
    readSheets();
    m_clock = ruleClock(m_context.now());
    const bool isQuiet = m_tickedAt == m_context.state.eventCount();
    m_tickedAt = m_context.state.eventCount();
    for (Watch& watch : m_watches)
        look(watch, isQuiet);
}

void RuleDesk::look(Watch& watch, bool isQuiet)
{
    const RuleSheet& sheet = *watch.sheet;
    if (sheet.isPaused)
        return;
    if (!isQuiet) {
        readBooks(watch);
        for (std::size_t rule = 0; rule < sheet.rules.size(); ++rule) {
            if (sheet.rules[rule].phase == RulePhase::Firing)
                follow(watch, rule);
        }
    }
    if (!watch.position.held.isPositive())
        return;
    const std::uint64_t changes
        = 2 * m_context.board.changesOf(watch.position.underlyingRow) + (m_context.state.isFeedOn() ? 1 : 0);
    if (watch.changes == changes && (!watch.dueAt || m_context.now() < *watch.dueAt))
        return;
    watch.changes = changes;
    if (m_context.now() >= watch.hours.validUntil)
        watch.hours = ruleHours(m_context, watch.position);
    if (!watch.hours.isOpen) {
        watch.dueAt = watch.hours.validUntil;
        watch.badSince.reset();
        return;
    }
    if (grows(watch))
        return;
    if (!watch.position.isWhole) {
        alarm(watch, 0, "rule.legs_differ",
              "The position is no whole number of its packages any more: its rules wait. Set them anew.");
        watch.dueAt = m_context.now() + idleLook;
        return;
    }
    watch.sight = see(watch);
    judge(watch, *watch.sight);
}

// An entry that fills bit by bit: its parts are of what has come so far.
bool RuleDesk::grows(const Watch& watch)
{
    const RuleSheet& sheet = *watch.sheet;
    if (watch.position.held <= sheet.facts.packages)
        return false;
    const auto facts = ruleFactsOf(m_context, sheet.structure, sheet.legs);
    if (!facts)
        return false;
    m_context.journal.record("rules", sheet.structure, RulesSized {sheet.structure, *facts});
    return true;
}

RuleSight RuleDesk::see(Watch& watch) const
{
    const bool mayAsk = !watch.smileDueAt || m_context.now() >= *watch.smileDueAt;
    if (mayAsk)
        watch.smileDueAt = m_context.now() + smilePause;
    return seePosition(m_context, watch.position, watch.sheet->facts, watch.program, m_clock,
                       mayAsk ? WideMarkets::AskTheSmile : WideMarkets::AreUnknown);
}

void RuleDesk::judge(Watch& watch, const RuleSight& sight)
{
    const RuleSheet& sheet = *watch.sheet;
    std::optional<std::size_t> first;
    bool isBusy = false;
    const auto comesFirst = [&](std::size_t rule) {
        return !first || sheet.rules[rule].terms.priority < sheet.rules[*first].terms.priority
            || (sheet.rules[rule].terms.priority == sheet.rules[*first].terms.priority
                && sheet.rules[rule].phase == RulePhase::Firing
                && sheet.rules[*first].phase != RulePhase::Firing);
    };
    for (std::size_t rule = 0; rule < sheet.rules.size(); ++rule) {
        const RuleOpinion opinion
            = judgeRule(sheet, watch.program, rule, watch.filled[rule], sight, m_context.now());
        noteOpinion(watch, rule, opinion, sight);
        isBusy = isBusy || !isWaiting(opinion.verdict);
        const bool wants = opinion.verdict == RuleVerdict::Acts
            || (opinion.verdict == RuleVerdict::Firing && stillWants(watch, rule, sight));
        if (wants && comesFirst(rule))
            first = rule;
    }
    tellOfQuotes(watch, sight);
    const Instant ends = ruleSightEnds(m_context, watch.position);
    watch.dueAt = std::min(m_context.now() + (isBusy ? busyLook : idleLook), watch.hours.validUntil);
    if (ends < Instant::max())
        watch.dueAt = std::min(*watch.dueAt, ends + Duration {1});
    if (!first)
        return;
    if (sheet.rules[*first].phase == RulePhase::Watching)
        fire(watch, *first, sight);
    carryOut(watch, *first);
}

// A profit that has gone while the order could not be sent is nothing to take; what protects stays decided.
bool RuleDesk::stillWants(const Watch& watch, std::size_t rule, const RuleSight& sight)
{
    const RuleSheet& sheet = *watch.sheet;
    const RuleRow& row = sheet.rules[rule];
    if (row.isSent || row.terms.rests || watch.program.isProtective[rule])
        return true;
    const auto answered = watch.program.conditions[rule].judge(
        [&](const RuleComparison& comparison) { return answerOf(comparison, sheet.facts, row, sight); });
    if (answered == RuleCondition::Answer::No)
        putBack(watch, rule,
                "Not met any more before its order could go: " + seenWords(sheet, watch.program, rule, sight),
                false);
    return answered == RuleCondition::Answer::Yes;
}

void RuleDesk::noteOpinion(const Watch& watch, std::size_t rule, const RuleOpinion& opinion,
                           const RuleSight& sight)
{
    const RuleSheet& sheet = *watch.sheet;
    const RuleRow& row = sheet.rules[rule];
    if (opinion.peak)
        m_context.journal.record("rules", sheet.structure,
                                 RulePeaked {sheet.structure, row.terms.name, *opinion.peak});
    if (opinion.verdict == RuleVerdict::Breaks)
        m_context.journal.record(
            "rules", sheet.structure,
            RuleBroken {sheet.structure, row.terms.name, seenWords(sheet, watch.program, rule, sight)});
    const bool isNews = opinion.verdict == RuleVerdict::Confirms
        || (opinion.verdict == RuleVerdict::Acts && row.confirmations < row.terms.confirmations
            && !row.terms.rests);
    if (isNews)
        confirm(watch, rule, sight);
}

void RuleDesk::confirm(const Watch& watch, std::size_t rule, const RuleSight& sight)
{
    const RuleSheet& sheet = *watch.sheet;
    RuleConfirmed confirmed {sheet.structure,
                             sheet.rules[rule].terms.name,
                             seenWords(sheet, watch.program, rule, sight),
                             sight.profit,
                             {},
                             {}};
    const std::vector<OrderLeg> legs = closingLegs(sheet);
    if (const auto markets = legMarkets(m_context, legs)) {
        confirmed.package = packageSeen(*markets, legs);
        confirmed.quotes = quotesSeen(*markets);
    }
    m_context.journal.record("rules", sheet.structure, std::move(confirmed));
}

void RuleDesk::fire(const Watch& watch, std::size_t rule, const RuleSight& sight)
{
    const RuleSheet& sheet = *watch.sheet;
    const RuleRow& row = sheet.rules[rule];
    const Quantity quantity
        = quantityToClose(row.terms, watch.program.allotments[rule], watch.filled[rule], watch.position.held);
    const std::string why = row.terms.rests
        ? "Its limit lies at the venue from the start."
        : fmt::format("{}, {} in a row.", seenWords(sheet, watch.program, rule, sight), row.confirmations);
    m_context.journal.record("rules", sheet.structure,
                             RuleFired {sheet.structure, row.terms.name, quantity, why});
}

// Never silence: a rule that protects and cannot see says so, and when it sees again.
void RuleDesk::tellOfQuotes(Watch& watch, const RuleSight& sight)
{
    constexpr const char* code = "data.bad_quotes";
    const RuleSheet& sheet = *watch.sheet;
    if (sight.profit)
        watch.badSince.reset();
    else if (!watch.badSince)
        watch.badSince = m_context.now();
    const bool isBlind = watch.badSince && m_context.now() - *watch.badSince >= badLimit;
    for (std::size_t rule = 0; rule < sheet.rules.size(); ++rule) {
        const RuleRow& row = sheet.rules[rule];
        const bool isTold = row.alarmCode == code;
        if (isBlind && !isTold && row.phase == RulePhase::Watching && watch.program.isProtective[rule])
            alarm(watch, rule, code,
                  fmt::format("Its quotes have been bad for {} s ({}): it waits, and does nothing on them.",
                              std::chrono::duration_cast<std::chrono::seconds>(badLimit).count(),
                              sight.fault));
        else if (isTold && sight.profit)
            m_context.journal.record("rules", sheet.structure,
                                     RuleAlarmed {sheet.structure, row.terms.name, code, {}});
    }
}

void RuleDesk::alarm(const Watch& watch, std::size_t rule, const std::string& code, const std::string& reason)
{
    const RuleSheet& sheet = *watch.sheet;
    const RuleRow& row = sheet.rules[rule];
    if (row.alarmCode == code)
        return;
    const std::string line
        = fmt::format("Rule \"{}\" of {}: {} [{}]", row.terms.name, sheet.structure, reason, code);
    m_context.journal.record("rules", sheet.structure,
                             RuleAlarmed {sheet.structure, row.terms.name, code, reason});
    if (m_announce)
        m_announce(line);
}

std::optional<Instant> RuleDesk::nextDue() const
{
    std::optional<Instant> next;
    if (m_editions != m_context.state.rules().editions())
        return next; // the watches are of sheets that may be gone; whoever changed them looks at them next
    for (const Watch& watch : m_watches) {
        if (watch.dueAt && *watch.dueAt > m_context.now() && watch.position.held.isPositive()
            && !watch.sheet->isPaused)
            next = std::min(next.value_or(*watch.dueAt), *watch.dueAt);
    }
    return next;
}

} // namespace strikedesk
