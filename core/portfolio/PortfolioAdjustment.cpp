// SPDX-License-Identifier: GPL-3.0-or-later
// What a split does to the books.
#include "core/portfolio/Portfolio.h"

#include <fmt/format.h>

#include <utility>

namespace strikedesk {
namespace {

// The multiplier of a symbol that a corporate action has made: only the catalogue knows it, since a symbol
// alone does not tell what an adjusted contract delivers.
Result<Multiplier> listedMultiplier(const Catalogue& catalogue, const std::string& symbol)
{
    const auto id = catalogue.find(symbol);
    if (!id || (catalogue.at(*id).option && !catalogue.at(*id).option->hasKnownDeliverables()))
        return fail("portfolio.unknown_adjustment",
                    fmt::format("A position has become \"{}\", which the catalogue does not know: what it "
                                "stands for is not guessed.",
                                symbol));
    return catalogue.at(*id).multiplier;
}

Result<void> checkFigures(const PortfolioAdjustment& adjustment)
{
    const bool areUnitsRight = adjustment.oldUnits > 0 && adjustment.newUnits > 0;
    // The fraction of a share that is left over is less than one.
    const std::int64_t left = areUnitsRight
        ? checked::subtract(checked::multiply(adjustment.quantity.count(), adjustment.newUnits),
                            checked::multiply(adjustment.newQuantity.count(), adjustment.oldUnits))
        : 0;
    if (areUnitsRight && left > -adjustment.oldUnits && left < adjustment.oldUnits)
        return {};
    return fail("portfolio.bad_adjustment",
                fmt::format("{} of {} do not make {} of {} when {} become {}.", adjustment.quantity.count(),
                            adjustment.symbol, adjustment.newQuantity.count(), adjustment.newSymbol,
                            adjustment.oldUnits, adjustment.newUnits));
}

} // namespace

Result<Portfolio::Outcome> Portfolio::apply(const PortfolioAdjustment& adjustment, const Catalogue& catalogue)
{
    if (m_executions.contains(adjustment.executionId))
        return Outcome::Repeated;
    if (auto right = checkFigures(adjustment); !right)
        return fail(right.error());
    const bool isSameSymbol = adjustment.newSymbol == adjustment.symbol;
    const auto multiplier = isSameSymbol ? multiplierOf(catalogue, adjustment.symbol)
                                         : listedMultiplier(catalogue, adjustment.newSymbol);
    if (!multiplier)
        return fail(multiplier.error());
    const auto rows = adjustedRows(adjustment);
    if (!rows)
        return fail(rows.error());

    for (std::size_t i = 0; i < rows->size(); ++i)
        adjustRow((*rows)[i], adjustment, *multiplier, i + 1 == rows->size() ? adjustment.cash : Money());
    if (rows->empty() && !adjustment.cash.isZero()) {
        PortfolioPosition& paidOut = row({}, adjustment.newSymbol, {}, *multiplier);
        count(paidOut, -1);
        paidOut.realised += adjustment.cash;
        count(paidOut, 1);
    }
    m_executions.insert(adjustment.executionId);
    receive(adjustment.cash, {});
    return Outcome::Applied;
}

// What each open row of the symbol becomes; the last one takes what rounding has left, when these books and
// the venue's agree on what there was.
Result<std::vector<Portfolio::AdjustedRow>>
Portfolio::adjustedRows(const PortfolioAdjustment& adjustment) const
{
    std::vector<AdjustedRow> rows;
    Quantity sum;
    for (const auto& [key, held] : m_positions) {
        if (held.symbol != adjustment.symbol || !held.isOpen())
            continue;
        const auto there = m_positions.find({held.structureId, adjustment.newSymbol});
        if (there != m_positions.end() && there->second.isOpen() && there->first != key)
            return fail("portfolio.bad_adjustment",
                        fmt::format("{} becomes {}, of which structure \"{}\" holds something else.",
                                    adjustment.symbol, adjustment.newSymbol, held.structureId));
        const Quantity becomes(checked::multiply(held.quantity.count(), adjustment.newUnits)
                               / adjustment.oldUnits);
        rows.push_back({key, becomes});
        sum += becomes;
    }
    if (!rows.empty() && netQuantity(adjustment.symbol) == adjustment.quantity)
        rows.back().becomes += adjustment.newQuantity - sum;
    return rows;
}

void Portfolio::adjustRow(const AdjustedRow& adjusted, const PortfolioAdjustment& adjustment,
                          Multiplier multiplier, Money cash)
{
    PortfolioPosition& before = m_positions.at(adjusted.key);
    const Money cost = before.cost;
    count(before, -1);
    before.cost = Money();
    before.quantity = Quantity();
    count(before, 1);
    PortfolioPosition& after = row(before.structureId, adjustment.newSymbol, before.strategy, multiplier);
    count(after, -1);
    after.quantity = adjusted.becomes;
    after.cost = cost - cash;
    if (!after.isOpen()) // Less than a share was left: all of it was paid out.
        after.realised -= std::exchange(after.cost, Money());
    count(after, 1);
}

} // namespace strikedesk
