// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/PriceTable.h"

#include "core/pricing/CsvText.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

namespace strikedesk::pricing {
namespace {

using Cells = std::vector<std::string>;

enum InputColumn {
    InStyle,
    InRight,
    InSpot,
    InStrike,
    InYears,
    InRate,
    InYield,
    InDividends,
    InVolatility,
    InPrice,
    InCount
};
constexpr std::array<std::string_view, InCount> inputNames {
    "style", "right", "spot", "strike", "years", "rate", "yield", "dividends", "volatility", "price",
};
constexpr std::array requiredColumns {InStyle, InRight, InSpot, InStrike, InYears, InRate};

enum OutputColumn {
    OutPrice,
    OutImpliedVolatility,
    OutDelta,
    OutGamma,
    OutTheta,
    OutVega,
    OutRho,
    OutStatus,
    OutCount
};
constexpr std::array<std::string_view, OutCount> outputNames {
    "price",         "implied_volatility", "delta",         "gamma",
    "theta_per_day", "vega_per_point",     "rho_per_point", "status",
};

/// Where each column stands in the rows.
struct PriceTableLayout
{
    std::size_t inputCount = 0;
    std::array<std::optional<std::size_t>, InCount> inputs;
    std::array<std::size_t, OutCount> outputs {};
};

std::string_view trimmedCell(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool cellEquals(std::string_view text, std::string_view lower)
{
    return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? char(a - 'A' + 'a') : a) == b; });
}

std::optional<double> cellNumber(std::string_view text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
        return {};
    return number;
}

/// "years:amount;years:amount"; empty is no dividend.
std::optional<std::vector<DividendPoint>> dividendsFrom(std::string_view text)
{
    std::vector<DividendPoint> dividends;
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        const std::string_view part = trimmedCell(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (part.empty())
            continue;
        const auto colon = part.find(':');
        if (colon == std::string_view::npos)
            return {};
        const auto years = cellNumber(trimmedCell(part.substr(0, colon)));
        const auto amount = cellNumber(trimmedCell(part.substr(colon + 1)));
        if (!years || !amount)
            return {};
        dividends.push_back({*years, *amount});
    }
    return dividends;
}

Result<PriceTableLayout> layoutFrom(Cells& header)
{
    PriceTableLayout layout;
    layout.inputCount = header.size();
    const auto columnOf = [&](std::string_view name) -> Result<std::optional<std::size_t>> {
        std::optional<std::size_t> found;
        for (std::size_t i = 0; i < layout.inputCount; ++i) {
            if (trimmedCell(header[i]) != name)
                continue;
            if (found)
                return fail("input.csv", fmt::format("Expected one column \"{}\", found two.", name));
            found = i;
        }
        return found;
    };
    for (std::size_t column = 0; column < InCount; ++column) {
        const auto found = columnOf(inputNames[column]);
        if (!found)
            return fail(found.error());
        layout.inputs[column] = *found;
    }
    for (const InputColumn column : requiredColumns) {
        if (!layout.inputs[column])
            return fail("input.csv",
                        fmt::format("Expected a header with the column \"{}\", found none; the columns "
                                    "are style, right, spot, strike, years, rate, yield, dividends and "
                                    "volatility or price.",
                                    inputNames[column]));
    }
    if (!layout.inputs[InVolatility] && !layout.inputs[InPrice])
        return fail("input.csv",
                    "Expected a header with the column \"volatility\" or \"price\", found neither.");
    for (std::size_t column = 0; column < OutCount; ++column) {
        const auto found = columnOf(outputNames[column]);
        if (!found)
            return fail(found.error());
        if (!*found)
            header.emplace_back(outputNames[column]);
        layout.outputs[column] = found->value_or(header.size() - 1);
    }
    return layout;
}

struct PriceRow
{
    OptionTerms terms;
    MarketInputs market;
    std::optional<double> volatility;
    std::optional<double> price;
};

std::optional<PriceRow> priceRowFrom(const Cells& cells, const PriceTableLayout& layout)
{
    const auto text = [&](InputColumn column) {
        return layout.inputs[column] ? trimmedCell(cells[*layout.inputs[column]]) : std::string_view();
    };
    PriceRow row;
    if (cellEquals(text(InStyle), "american"))
        row.terms.style = ExerciseStyle::American;
    else if (cellEquals(text(InStyle), "european"))
        row.terms.style = ExerciseStyle::European;
    else
        return {};
    if (cellEquals(text(InRight), "call"))
        row.terms.right = Right::Call;
    else if (cellEquals(text(InRight), "put"))
        row.terms.right = Right::Put;
    else
        return {};
    const auto spot = cellNumber(text(InSpot));
    const auto strike = cellNumber(text(InStrike));
    const auto years = cellNumber(text(InYears));
    const auto rate = cellNumber(text(InRate));
    const auto yield = text(InYield).empty() ? std::optional(0.0) : cellNumber(text(InYield));
    auto dividends = dividendsFrom(text(InDividends));
    if (!spot || !strike || !years || !rate || !yield || !dividends)
        return {};
    row.terms.strike = *strike;
    row.terms.years = *years;
    row.market = {*spot, *rate, *yield, std::move(*dividends)};
    row.volatility = cellNumber(text(InVolatility));
    row.price = cellNumber(text(InPrice));
    // One of the two, and what is there must be a number.
    if (row.volatility.has_value() == row.price.has_value()
        || row.volatility.has_value() == text(InVolatility).empty()
        || row.price.has_value() == text(InPrice).empty())
        return {};
    return row;
}

/// "pricing.below_intrinsic" → "below_intrinsic".
std::string statusFrom(const Error& error)
{
    return error.code.substr(error.code.find('.') + 1);
}

void fillRow(Cells& cells, const PriceTableLayout& layout, Accuracy accuracy)
{
    const auto set = [&](OutputColumn column, double number) {
        cells[layout.outputs[column]] = fmt::format("{}", number);
    };
    const auto refuse = [&](std::string status) { cells[layout.outputs[OutStatus]] = std::move(status); };

    const auto row = priceRowFrom(cells, layout);
    for (std::size_t column = OutImpliedVolatility; column < OutCount; ++column)
        cells[layout.outputs[column]].clear();
    if (!row)
        return refuse("bad_input");
    const auto volatility = row->volatility
        ? Result<double>(*row->volatility)
        : impliedVolatility(row->terms, row->market, *row->price, accuracy);
    if (!volatility)
        return refuse(statusFrom(volatility.error()));
    const auto valuation = value(row->terms, row->market, *volatility, accuracy);
    if (!valuation)
        return refuse(statusFrom(valuation.error()));
    if (valuation->isExpired)
        return refuse("expired");
    if (!row->price)
        set(OutPrice, valuation->price);
    set(OutImpliedVolatility, *volatility);
    set(OutDelta, valuation->greeks.delta);
    set(OutGamma, valuation->greeks.gamma);
    set(OutTheta, valuation->greeks.thetaPerDay);
    set(OutVega, valuation->greeks.vegaPerPoint);
    set(OutRho, valuation->greeks.rhoPerPoint);
    cells[layout.outputs[OutStatus]] = "ok";
}

void appendRow(std::string& output, const Cells& cells)
{
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0)
            output += ',';
        output += detail::csvCell(cells[i]);
    }
    output += '\n';
}

} // namespace

Result<std::string> priceTable(std::string_view csv, Accuracy accuracy)
{
    detail::CsvText input(csv);
    Cells header;
    if (!input.readRow(header))
        return fail("input.csv", "Expected a header line, found no text.");
    const auto layout = layoutFrom(header);
    if (!layout)
        return fail(layout.error());
    std::string output;
    appendRow(output, header);
    Cells cells;
    while (input.readRow(cells)) {
        const bool isWhole = cells.size() == layout->inputCount;
        cells.resize(layout->inputCount); // a row of the wrong length keeps what fits
        cells.resize(header.size());
        if (isWhole)
            fillRow(cells, *layout, accuracy);
        else
            cells[layout->outputs[OutStatus]] = "bad_input";
        appendRow(output, cells);
    }
    return output;
}

} // namespace strikedesk::pricing
