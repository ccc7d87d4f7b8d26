// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/MarketSource.h"

#include "core/market/recorded/RecordedMarket.h"
#include "core/market/simulated/SimulatedMarket.h"

#include <fmt/format.h>

namespace strikedesk {
namespace {

tl::unexpected<Error> notAMarket(std::string_view text, std::string_view why)
{
    return fail("input.market",
                fmt::format("Expected 'simulated', 'simulated,halts' or "
                            "'recorded:DIR,UNDERLYING,DATE[,UNTIL]', found '{}': {}.",
                            text, why));
}

// Splits off what stands behind the last comma: a folder may have commas in its name, the rest may not.
std::optional<std::string_view> splitLast(std::string_view& text)
{
    const std::size_t comma = text.rfind(',');
    if (comma == std::string_view::npos)
        return {};
    const std::string_view last = text.substr(comma + 1);
    text = text.substr(0, comma);
    return last;
}

} // namespace

pricing::RateCurve MarketSource::rates(Date date) const
{
    return {rate(date), profile().name};
}

std::string MarketSource::dividendSource(const std::string& /*underlying*/, Date /*date*/) const
{
    return profile().name;
}

std::shared_ptr<const std::vector<double>> MarketSource::volatilityHistory(const std::string& /*underlying*/,
                                                                           Date /*date*/) const
{
    return {};
}

std::vector<EarningsDate> MarketSource::earnings(const std::string& /*underlying*/, Date /*date*/) const
{
    return {};
}

Result<MarketChoice> parseMarketChoice(std::string_view text, std::uint64_t seed)
{
    MarketChoice choice;
    choice.seed = seed;
    choice.hasHalts = text == "simulated,halts";
    if (text == "simulated" || choice.hasHalts)
        return choice;
    constexpr std::string_view prefix = "recorded:";
    if (!text.starts_with(prefix))
        return notAMarket(text, "it is neither");
    choice.kind = MarketChoice::Kind::Recorded;
    std::string_view rest = text.substr(prefix.size());
    const auto last = splitLast(rest);
    const auto before = splitLast(rest);
    if (!last || !before)
        return notAMarket(text, "a part is missing");
    const Result<Date> lastDate = parseDate(*last);
    if (!lastDate)
        return notAMarket(text, fmt::format("'{}' is not a date", *last));
    choice.date = *lastDate;
    choice.underlying = std::string(*before);
    if (const Result<Date> first = parseDate(*before)) {
        choice.date = *first;
        choice.until = *lastDate;
        const auto underlying = splitLast(rest);
        if (!underlying)
            return notAMarket(text, "a part is missing");
        choice.underlying = std::string(*underlying);
    }
    choice.directory = std::string(rest);
    if (choice.directory.empty() || choice.underlying.empty())
        return notAMarket(text, "a part is empty");
    if (choice.until && daysBetween(choice.date, *choice.until) < 0)
        return notAMarket(text, "it ends before it begins");
    return choice;
}

Result<std::unique_ptr<MarketSource>> openMarket(const MarketChoice& choice)
{
    if (choice.kind == MarketChoice::Kind::Recorded)
        return RecordedMarket::open(choice);
    return SimulatedMarket::open(choice);
}

} // namespace strikedesk
