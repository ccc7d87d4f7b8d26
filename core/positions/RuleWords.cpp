// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/positions/RuleWords.h"

#include "core/positions/RuleTermsCodec.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <utility>

namespace strikedesk {
namespace {

struct NumberField
{
    std::string_view name;
    int RuleTerms::*value;
};
constexpr std::array numberFields {
    NumberField {"priority", &RuleTerms::priority},
    NumberField {"confirmations", &RuleTerms::confirmations},
    NumberField {"seconds_apart", &RuleTerms::secondsApart},
    NumberField {"cool_down_seconds", &RuleTerms::coolDownSeconds},
};

std::string_view withoutBlanks(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

tl::unexpected<Error> notUnderstood(std::string_view expected, std::string_view found)
{
    constexpr std::size_t shown = 80;
    return fail("input.rule_words",
                fmt::format("Expected {}, found \"{}\".", expected, found.substr(0, shown)));
}

// "close 50%" or nothing.
Result<RuleShare> shareFrom(std::string_view words)
{
    constexpr std::string_view verb = "close ";
    if (words.empty())
        return wholeShare;
    if (!words.starts_with(verb) || !words.ends_with('%'))
        return notUnderstood("\"close 50%\" before \"when\"", words);
    const std::string_view number = withoutBlanks(words.substr(verb.size(), words.size() - verb.size() - 1));
    const auto share = parsePerCent(number);
    return share ? Result<RuleShare>(*share) : notUnderstood("a per cent from 0.01 to 100", number);
}

Result<void> readField(std::string_view words, RuleTerms& rule)
{
    if (words == "rests") {
        rule.rests = true;
        return {};
    }
    const auto blank = words.find(' ');
    const std::string_view name = words.substr(0, blank);
    const std::string_view value
        = blank == std::string_view::npos ? std::string_view() : withoutBlanks(words.substr(blank));
    if (name == "how" && !value.empty()) {
        rule.how = value;
        return {};
    }
    for (const NumberField& field : numberFields) {
        if (field.name != name)
            continue;
        const auto [end, trouble]
            = std::from_chars(value.data(), value.data() + value.size(), rule.*field.value);
        if (trouble == std::errc() && end == value.data() + value.size())
            return {};
        return notUnderstood(fmt::format("a whole number after \"{}\"", name), value);
    }
    return notUnderstood("\"priority N\", \"confirmations N\", \"seconds_apart N\", \"cool_down_seconds N\", "
                         "\"how NAME\" or \"rests\" behind the condition",
                         words);
}

} // namespace

Result<RuleTerms> ruleFromWords(std::string_view words)
{
    constexpr std::string_view when = "when ";
    const auto colon = words.find(':');
    const auto condition = words.find(when, colon == std::string_view::npos ? 0 : colon);
    if (colon == std::string_view::npos || condition == std::string_view::npos)
        return notUnderstood("a rule such as \"half: close 50% when profit >= 50% of credit\"", words);
    RuleTerms rule;
    rule.name = withoutBlanks(words.substr(0, colon));
    const auto share = shareFrom(withoutBlanks(words.substr(colon + 1, condition - colon - 1)));
    if (!share)
        return fail(share.error());
    rule.close = *share;
    std::string_view rest = words.substr(condition + when.size());
    auto end = rest.find(';');
    rule.when = withoutBlanks(rest.substr(0, end));
    while (end != std::string_view::npos) {
        rest.remove_prefix(end + 1);
        end = rest.find(';');
        if (auto read = readField(withoutBlanks(rest.substr(0, end)), rule); !read)
            return fail(read.error());
    }
    return rule;
}

Result<std::vector<RuleTerms>> rulesFromLines(std::string_view lines)
{
    std::vector<RuleTerms> rules;
    for (std::size_t number = 1; !lines.empty(); ++number) {
        const auto end = lines.find('\n');
        const std::string_view line = withoutBlanks(lines.substr(0, end));
        lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
        if (line.empty())
            continue;
        auto rule = ruleFromWords(line);
        if (!rule)
            return fail(rule.error().code, fmt::format("Line {}: {}", number, rule.error().message));
        rules.push_back(std::move(*rule));
    }
    return rules;
}

std::string wordsOf(const RuleTerms& rule)
{
    std::string words = rule.name + ":";
    if (rule.close != wholeShare)
        words += fmt::format(" close {}%", perCentText(rule.close));
    words += " when " + rule.when;
    RuleTerms unsaid; // what the fields are when nothing is said of them
    unsaid.rests = rule.rests;
    const auto condition = RuleCondition::parse(rule.when);
    const RuleTerms usual = condition ? withDefaults(unsaid, *condition) : unsaid;
    for (const NumberField& field : numberFields) {
        if (rule.*field.value != usual.*field.value && rule.*field.value != unsaid.*field.value)
            words += fmt::format("; {} {}", field.name, rule.*field.value);
    }
    if (rule.how != usual.how && !rule.how.empty())
        words += "; how " + rule.how;
    if (rule.rests)
        words += "; rests";
    return words;
}

} // namespace strikedesk
