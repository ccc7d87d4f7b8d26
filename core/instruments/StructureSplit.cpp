// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/StructureSplit.h"

#include "core/instruments/StructureSearch.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace strikedesk {
namespace {

using detail::StructureBook;
using detail::StructureSearch;

StructurePart partFrom(const StructureBook& book, const StructureSearch::Part& part, std::int64_t unit)
{
    const detail::SearchForm& form = *part.form;
    const std::int64_t packages = part.packages * unit;
    StructurePart made;
    made.structure = {form.row->kind, packages, std::string(form.row->title), form.row->key};
    for (std::size_t at = 0; at < form.order.size(); ++at) {
        StructureLeg leg = book.options[part.legs[at]];
        leg.quantity = form.form.legs[form.order[at]].ratio * packages;
        made.legs.push_back(std::move(leg));
    }
    made.legs = addedUp(made.legs);
    if (const std::int64_t lots = form.form.stockLots(); lots != 0)
        made.legs.push_back(stockLeg(lots * packages * book.lotShares()));
    return made;
}

bool isPartBefore(const StructurePart& a, const StructurePart& b)
{
    const auto place = [](const StructurePart& part) {
        const StructureLeg& leg = part.legs.front();
        return std::tuple(leg.isStock, leg.expiry, leg.strike, leg.right == Right::Call, part.structure.key);
    };
    return place(a) < place(b);
}

StructureParts partsFrom(const StructureBook& book, const StructureSearch::Split& split, std::int64_t unit)
{
    StructureParts parts;
    std::int64_t shares = book.shares;
    for (const StructureSearch::Part& part : split.parts) {
        if (!part.form)
            continue; // with what is no whole lot, below
        parts.push_back(partFrom(book, part, unit));
        shares -= part.form->form.stockLots() * part.packages * unit * book.lotShares();
    }
    if (shares != 0)
        parts.push_back({recogniseStructure(std::vector {stockLeg(shares)}), {stockLeg(shares)}});
    std::ranges::stable_sort(parts, isPartBefore);
    return parts;
}

void appendParts(StructureParts& parts, const StructureParts& more)
{
    parts.insert(parts.end(), more.begin(), more.end());
}

bool isSingleLeg(const Structure& structure)
{
    return structure.kind == StructureKind::Single || structure.kind == StructureKind::Stock;
}

/// Counts up through every part of the legs: each from nothing to all of it. False after the last.
bool nextCounts(std::vector<std::int64_t>& counts, std::span<const StructureLeg> legs)
{
    for (std::size_t leg = 0; leg < legs.size(); ++leg) {
        const std::int64_t step = legs[leg].quantity > 0 ? 1 : -1;
        if (counts[leg] != legs[leg].quantity) {
            counts[leg] += step;
            return true;
        }
        counts[leg] = 0;
    }
    return false;
}

std::vector<StructureLeg> scaledLegs(std::span<const StructureLeg> legs,
                                     const std::vector<std::int64_t>& counts, std::int64_t lot,
                                     std::int64_t packages)
{
    std::vector<StructureLeg> found;
    for (std::size_t leg = 0; leg < legs.size(); ++leg) {
        found.push_back(legs[leg]);
        found.back().quantity = counts[leg] * packages * (legs[leg].isStock ? lot : 1);
    }
    return addedUp(found);
}

} // namespace

Result<StructureSplit> splitIntoStructures(std::span<const StructureLeg> legs)
{
    StructureSplit split;
    if (Structure whole = recogniseStructure(legs); whole.key != "custom") {
        split.parts.push_back({std::move(whole), addedUp(legs)});
        split.naked = nakedLegs(legs);
        return split;
    }
    for (const StructureBook& book : detail::booksOf(legs)) {
        if (book.options.size() > bookSeriesMax)
            return fail("structure.too_many_legs",
                        fmt::format("Expected at most {} series of one underlying, found {}; give them in "
                                    "parts.",
                                    bookSeriesMax, book.options.size()));
        StructureSearch search(book);
        search.run();
        const StructureParts best = partsFrom(book, search.best(), search.unit());
        // What the other books are made of belongs to each alternative as well.
        for (StructureParts& alternative : split.alternatives)
            appendParts(alternative, best);
        for (const StructureSearch::Split& other : search.alternatives()) {
            split.alternatives.push_back(split.parts);
            appendParts(split.alternatives.back(), partsFrom(book, other, search.unit()));
        }
        appendParts(split.parts, best);
        split.isExact = split.isExact && search.isExact();
    }
    std::ranges::stable_sort(split.parts, isPartBefore);
    for (StructureParts& alternative : split.alternatives)
        std::ranges::stable_sort(alternative, isPartBefore);
    std::vector<StructureLeg> naked;
    for (const StructurePart& part : split.parts) {
        const std::vector<StructureLeg> ofPart = nakedLegs(part.legs);
        naked.insert(naked.end(), ofPart.begin(), ofPart.end());
    }
    split.naked = addedUp(naked);
    return split;
}

std::vector<StructureParts> waysToSplit(std::span<const StructureLeg> legs)
{
    std::vector<StructureLeg> whole = addedUp(legs);
    const Structure structure = recogniseStructure(whole);
    const bool hasOptions = !whole.empty() && !whole.front().isStock;
    if (structure.key == "custom" || !hasOptions)
        return {};
    const std::int64_t lot = whole.front().sharesPerContract;
    std::vector<StructureLeg> package = whole;
    for (StructureLeg& leg : package)
        leg.quantity /= structure.packages * (leg.isStock ? lot : 1);

    // Only ratios that nobody calls by a name of their own come near this; their number has no bound.
    constexpr std::int64_t choicesMax = 10'000;
    std::int64_t choices = 1;
    for (const StructureLeg& leg : package) {
        if (std::abs(leg.quantity) >= choicesMax / choices)
            return {};
        choices *= std::abs(leg.quantity) + 1;
    }

    std::vector<StructureParts> ways;
    std::vector<std::int64_t> counts(package.size(), 0);
    while (nextCounts(counts, package)) {
        std::vector<std::int64_t> rest;
        for (std::size_t leg = 0; leg < package.size(); ++leg)
            rest.push_back(package[leg].quantity - counts[leg]);
        // Each pair comes twice, once from either side.
        if (rest > counts)
            continue;
        StructureParts way;
        for (const std::vector<std::int64_t>& side : {counts, rest}) {
            way.emplace_back().legs = scaledLegs(package, side, lot, structure.packages);
            way.back().structure = recogniseStructure(way.back().legs);
        }
        const bool isNamed = std::ranges::all_of(
            way, [](const StructurePart& part) { return part.structure.key != "custom"; });
        if (isNamed && !(isSingleLeg(way[0].structure) && isSingleLeg(way[1].structure)))
            ways.push_back(std::move(way));
    }
    const auto hasSingle = [](const StructureParts& way) {
        return isSingleLeg(way[0].structure) || isSingleLeg(way[1].structure);
    };
    if (!std::ranges::all_of(ways, hasSingle))
        std::erase_if(ways, hasSingle);
    for (StructureParts& way : ways)
        std::ranges::stable_sort(way, isPartBefore);
    return ways;
}

StructurePart merged(std::span<const StructurePart> parts)
{
    std::vector<StructureLeg> legs;
    for (const StructurePart& part : parts)
        legs.insert(legs.end(), part.legs.begin(), part.legs.end());
    StructurePart whole;
    whole.legs = addedUp(legs);
    whole.structure = recogniseStructure(whole.legs);
    return whole;
}

} // namespace strikedesk
