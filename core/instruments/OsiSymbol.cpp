// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/OsiSymbol.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace strikedesk {
namespace {

// Limits of the form: six characters of root, a strike of eight digits in thousandths, a year 20yy.
constexpr std::size_t longestRoot = 6;
constexpr std::size_t symbolTailLength = 15;
constexpr std::int64_t unitsPerStrikeStep = 10;
constexpr std::int64_t largestStrikeUnits = 999'999'990;

constexpr std::array<std::string_view, 12> monthNames {
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
};

std::optional<int> wholeNumberIn(std::string_view text)
{
    if (text.empty() || text.size() > 8)
        return {};
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return {};
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<Date> dayOf20yy(std::optional<int> year, std::optional<unsigned> month, std::optional<int> day)
{
    if (!year || !month || !day || *year > 99)
        return {};
    const Date date {std::chrono::year {2000 + *year}, std::chrono::month {*month},
                     std::chrono::day {unsigned(*day)}};
    return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<Right> rightFrom(std::string_view word)
{
    if (word == "C" || word == "CALL")
        return Right::Call;
    if (word == "P" || word == "PUT")
        return Right::Put;
    return {};
}

std::string upperCaseTrimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    const auto last = text.find_last_not_of(" \t\r\n");
    std::string upper(text.substr(first, last - first + 1));
    for (char& c : upper) {
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
        if (c == '\t')
            c = ' ';
    }
    return upper;
}

tl::unexpected<Error> refuseSymbol(std::string_view text, std::string_view why)
{
    return fail("input.symbol",
                fmt::format("Expected an option symbol such as \"SPXW  260130P05000000\" or \"SPXW 30JAN26 "
                            "5000P\", found \"{}\": {}.",
                            text.substr(0, 60), why));
}

// Every form ends here, so that one set of limits holds for all of them.
Result<OsiSymbol> checkedSymbol(std::string_view text, OsiSymbol symbol)
{
    std::ranges::replace(symbol.root, '/', '.'); // BRK/B and BRK.B are one root
    const auto isLetter = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto isAllowed = [&](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '.'; };
    if (symbol.root.empty() || symbol.root.size() > longestRoot)
        return refuseSymbol(text, "a root has one to six characters");
    if (!std::ranges::all_of(symbol.root, isAllowed) || std::ranges::none_of(symbol.root, isLetter))
        return refuseSymbol(text, "a root is made of letters, digits and a dot");
    if (symbol.root.front() == '.' || symbol.root.back() == '.')
        return refuseSymbol(text, "a dot stands inside a root, before the share class");
    if (!symbol.strike.isPositive() || symbol.strike.units() > largestStrikeUnits)
        return refuseSymbol(text, "a strike is above 0 and at most 99999.999");
    if (symbol.strike.units() % unitsPerStrikeStep != 0)
        return refuseSymbol(text, "a strike has at most three decimals");
    return symbol;
}

// "YYMMDDC" at the start of `text`: the expiry and the right, which both machine forms share.
Result<OsiSymbol> expiryAndRight(std::string_view whole, std::string_view text)
{
    const auto month = wholeNumberIn(text.substr(2, 2));
    const auto expiry
        = dayOf20yy(wholeNumberIn(text.substr(0, 2)), month ? std::optional(unsigned(*month)) : std::nullopt,
                    wholeNumberIn(text.substr(4, 2)));
    if (!expiry)
        return refuseSymbol(whole, fmt::format("\"{}\" is not a day as yymmdd", text.substr(0, 6)));
    const auto right = rightFrom(text.substr(6, 1));
    if (!right)
        return refuseSymbol(whole, "after the day stands C or P");
    return OsiSymbol {{}, *expiry, *right, {}};
}

bool endsLikeOsi(std::string_view text)
{
    if (text.size() <= symbolTailLength)
        return false;
    const std::string_view tail = text.substr(text.size() - symbolTailLength);
    return wholeNumberIn(tail.substr(0, 6)) && rightFrom(tail.substr(6, 1)) && wholeNumberIn(tail.substr(7));
}

Result<OsiSymbol> osiForm(std::string_view whole, std::string_view text)
{
    const std::string_view tail = text.substr(text.size() - symbolTailLength);
    Result<OsiSymbol> symbol = expiryAndRight(whole, tail);
    if (!symbol)
        return symbol;
    std::string_view root = text.substr(0, text.size() - symbolTailLength);
    root = root.substr(0, root.find_last_not_of(' ') + 1);
    symbol->root = std::string(root);
    symbol->strike = Price::ofUnits(std::int64_t(*wholeNumberIn(tail.substr(7))) * unitsPerStrikeStep);
    return checkedSymbol(whole, std::move(*symbol));
}

// dxFeed: ".SPXW230111C2400", the strike in dollars with or without decimals.
Result<OsiSymbol> dxFeedForm(std::string_view whole, std::string_view text)
{
    const auto right = text.find_last_of("CP");
    if (right == std::string_view::npos || right < 7)
        return refuseSymbol(whole, "after the point stand root, yymmdd, C or P and the strike");
    Result<OsiSymbol> symbol = expiryAndRight(whole, text.substr(right - 6, 7));
    if (!symbol)
        return symbol;
    const auto strike = Price::parse(text.substr(right + 1));
    if (!strike)
        return refuseSymbol(whole, "the strike is not a number");
    symbol->root = std::string(text.substr(0, right - 6));
    symbol->strike = *strike;
    return checkedSymbol(whole, std::move(*symbol));
}

std::vector<std::string_view> blankSeparatedWords(std::string_view text)
{
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0)
            words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

// "30JAN26", "30JAN2026", "2026-01-30", "20260130", "260130".
std::optional<Date> writtenDay(std::string_view word)
{
    if (const auto iso = parseDate(word); iso && int(iso->year()) >= 2000 && int(iso->year()) <= 2099)
        return *iso;
    if (word.size() == 6 && wholeNumberIn(word)) {
        return dayOf20yy(wholeNumberIn(word.substr(0, 2)), unsigned(*wholeNumberIn(word.substr(2, 2))),
                         wholeNumberIn(word.substr(4, 2)));
    }
    const auto letter = word.find_first_not_of("0123456789");
    if (letter == std::string_view::npos || letter == 0 || letter > 2 || word.size() < letter + 5)
        return {};
    const auto month = std::ranges::find(monthNames, word.substr(letter, 3));
    std::string_view year = word.substr(letter + 3);
    if (year.size() == 4 && year.starts_with("20"))
        year.remove_prefix(2);
    if (month == monthNames.end() || year.size() != 2)
        return {};
    return dayOf20yy(wholeNumberIn(year), unsigned(month - monthNames.begin()) + 1,
                     wholeNumberIn(word.substr(0, letter)));
}

// Root, day, strike and right as words: "SPXW 30JAN26 5000P", "AAPL 2026-01-30 150 call", "AAPL 30JAN26
// C150".
Result<OsiSymbol> writtenForm(std::string_view whole, std::string_view text)
{
    const std::vector<std::string_view> words = blankSeparatedWords(text);
    if (words.size() < 3 || words.size() > 4)
        return refuseSymbol(whole, "root, day, strike and right are expected");
    const auto expiry = writtenDay(words[1]);
    if (!expiry)
        return refuseSymbol(whole, fmt::format("\"{}\" is not a day", words[1]));

    std::string_view strikeText = words[2];
    std::string_view rightText;
    if (words.size() == 4) {
        rightText = words[3];
        if (rightFrom(strikeText)) // "AAPL 30JAN26 C 150"
            std::swap(strikeText, rightText);
    } else if (rightFrom(strikeText.substr(0, 1))) {
        rightText = strikeText.substr(0, 1);
        strikeText.remove_prefix(1);
    } else {
        const auto end = strikeText.find_last_of("0123456789");
        rightText = end == std::string_view::npos ? std::string_view() : strikeText.substr(end + 1);
        strikeText = strikeText.substr(0, strikeText.size() - rightText.size());
    }
    const auto right = rightFrom(rightText);
    if (!right)
        return refuseSymbol(whole, "the right is C or P");
    const auto strike = Price::parse(strikeText);
    if (!strike)
        return refuseSymbol(whole, fmt::format("\"{}\" is not a strike", strikeText));
    return checkedSymbol(whole, OsiSymbol {std::string(words[0]), *expiry, *right, *strike});
}

std::string symbolTail(const OsiSymbol& symbol)
{
    return fmt::format("{:02}{:02}{:02}{}{:08}", int(symbol.expiry.year()) % 100,
                       unsigned(symbol.expiry.month()), unsigned(symbol.expiry.day()),
                       symbol.right == Right::Call ? 'C' : 'P', symbol.strike.units() / unitsPerStrikeStep);
}

} // namespace

std::string OsiSymbol::padded() const
{
    return fmt::format("{:<6}{}", root, symbolTail(*this));
}

std::string OsiSymbol::compact() const
{
    return root + symbolTail(*this);
}

Result<OsiSymbol> parseSymbol(std::string_view text)
{
    if (text.size() > 64)
        return refuseSymbol(text, "it is longer than any symbol");
    const std::string upper = upperCaseTrimmed(text);
    const std::string_view view = upper;
    if (view.empty())
        return refuseSymbol(text, "it is empty");
    if (view.front() == '.')
        return dxFeedForm(text, view.substr(1));
    return endsLikeOsi(view) ? osiForm(text, view) : writtenForm(text, view);
}

} // namespace strikedesk
