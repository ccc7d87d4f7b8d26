// SPDX-License-Identifier: GPL-3.0-or-later
// What rules would do now, for people to read.
#include "core/engine/RuleDesk.h"
#include "core/positions/RuleTermsCodec.h"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <utility>

namespace strikedesk {
namespace {

constexpr Duration outlookAge = std::chrono::seconds {1};
// Each is made of words: a book with a thousand positions comes round in some snapshots, and holds up none.
constexpr std::size_t outlooksAtOnce = 32;

std::string_view wordOf(RuleVerdict verdict)
{
    constexpr std::array<std::string_view, 11> words {"waits",     "waits",  "blind",      "confirmed",
                                                      "confirms",  "acts",   "cools_down", "retries",
                                                      "too_small", "firing", "done"};
    return words[std::size_t(verdict)];
}

std::string sentenceOf(const RuleOutlook& outlook, RuleVerdict verdict, const std::string& seen,
                       const RuleRow& row)
{
    const std::string would = fmt::format(
        "close {} of {}{}", outlook.quantity.count(), outlook.allotted.count(),
        outlook.profit ? fmt::format(" for {} $ after fees", outlook.profit->shortText()) : std::string());
    switch (verdict) {
    case RuleVerdict::Waits:
    case RuleVerdict::Breaks: return fmt::format("Waits: {}. It would {}.", seen, would);
    case RuleVerdict::Blind: return fmt::format("Cannot see: {}. It does nothing on such quotes.", seen);
    case RuleVerdict::Counts:
    case RuleVerdict::Confirms:
        return fmt::format("Is met, {} of {} times: {}. It would {}.", row.confirmations,
                           row.terms.confirmations, seen, would);
    case RuleVerdict::Acts:
        if (row.terms.rests)
            return fmt::format("Would put a limit at the venue to {} at the price of its profit.", would);
        return fmt::format("Would {}: {}.", would, seen);
    case RuleVerdict::Cools: return fmt::format("Is met and cools down: {}. It would {}.", seen, would);
    case RuleVerdict::Retries:
        return fmt::format("Tries again at {}: {}", toIsoText(*row.retryAt), row.reason);
    case RuleVerdict::TooSmall:
        return outlook.filled.isPositive()
            ? std::string("Its part of the position is closed.")
            : fmt::format("Its part is less than one package: {} % of it.", perCentText(row.terms.close));
    case RuleVerdict::Firing: return fmt::format("Has decided: {}", row.reason);
    case RuleVerdict::Done: return fmt::format("Is done: {}", row.reason);
    }
    return {};
}

} // namespace

RulesReply RuleDesk::outlookOf(const Watch& watch, const RuleSight& sight) const
{
    const RuleSheet& sheet = *watch.sheet;
    RulesReply reply {sheet.structure, sheet.isPaused,           true, sheet.facts, sight.held,
                      sight.profit,    std::string(sight.fault), {}};
    for (std::size_t rule = 0; rule < sheet.rules.size(); ++rule) {
        const RuleRow& row = sheet.rules[rule];
        RuleOutlook outlook;
        outlook.terms = row.terms;
        outlook.phase = nameOf(row.phase);
        outlook.allotted = watch.program.allotments[rule];
        outlook.filled = watch.filled[rule];
        outlook.quantity = quantityToClose(row.terms, outlook.allotted, outlook.filled, sight.held);
        if (sight.profit && sight.held.isPositive())
            outlook.profit = proportion(*sight.profit, outlook.quantity, sight.held);
        outlook.confirmations = row.confirmations;
        outlook.alarm = row.alarm;
        const RuleVerdict verdict
            = judgeRule(sheet, watch.program, rule, outlook.filled, sight, m_context.now()).verdict;
        outlook.verdict = wordOf(verdict);
        outlook.sentence = sentenceOf(outlook, verdict, seenWords(sheet, watch.program, rule, sight), row);
        reply.rules.push_back(std::move(outlook));
    }
    return reply;
}

bool RuleDesk::isOutlookOld(const Watch& watch) const
{
    return !watch.outlook || watch.outlookAtEvent != m_context.state.eventCount()
        || m_context.now() - watch.outlookAt >= outlookAge;
}

void RuleDesk::freshenOutlooks()
{
    readSheets();
    const RuleClock clock = ruleClock(m_context.now());
    std::size_t made = 0;
    for (std::size_t looked = 0; looked < m_watches.size() && made < outlooksAtOnce; ++looked) {
        m_nextOutlook = (m_nextOutlook + 1) % m_watches.size();
        Watch& watch = m_watches[m_nextOutlook];
        if (!isOutlookOld(watch))
            continue;
        readBooks(watch);
        const bool isWatched = watch.sight && !watch.sheet->isPaused && watch.hours.isOpen;
        const RuleSight sight = isWatched ? *watch.sight
                                          : seePosition(m_context, watch.position, watch.sheet->facts,
                                                        watch.program, clock, WideMarkets::AreUnknown);
        watch.outlook = std::make_shared<const RulesReply>(outlookOf(watch, sight));
        watch.outlookAt = m_context.now();
        watch.outlookAtEvent = m_context.state.eventCount();
        ++made;
    }
}

std::vector<RulesReplyPtr> RuleDesk::outlooks() const
{
    std::vector<RulesReplyPtr> shown;
    for (const Watch& watch : m_watches) {
        if (watch.outlook)
            shown.push_back(watch.outlook);
    }
    return shown;
}

} // namespace strikedesk
