// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/StructureBooks.h"
#include "core/instruments/StructureSplit.h"

#include <algorithm>
#include <cstdlib>

namespace strikedesk {
namespace {

using detail::StructureBook;

/// Shorts whose exercise can cost most come first: they are covered before the others.
bool isMoreDangerous(const StructureLeg& a, const StructureLeg& b)
{
    if (a.strike != b.strike)
        return a.right == Right::Call ? a.strike < b.strike : a.strike > b.strike;
    return detail::isEarlier(b, a);
}

/// The long that the fewest other shorts could use is the one that expires first. Taking that one leaves as
/// many shorts covered as any other way.
void coverShort(StructureLeg& sold, std::vector<StructureLeg>& longs)
{
    for (StructureLeg& bought : longs) { // by expiry
        if (detail::isEarlier(bought, sold) || bought.quantity == 0)
            continue;
        const std::int64_t covered = std::min(bought.quantity, -sold.quantity);
        bought.quantity -= covered;
        sold.quantity += covered;
        if (sold.quantity == 0)
            return;
    }
}

std::vector<StructureLeg> nakedOfRight(const StructureBook& book, Right right)
{
    std::vector<StructureLeg> shorts;
    std::vector<StructureLeg> longs;
    for (const StructureLeg& leg : book.options) {
        if (leg.right == right)
            (leg.quantity < 0 ? shorts : longs).push_back(leg);
    }
    std::ranges::stable_sort(shorts, isMoreDangerous);
    for (StructureLeg& sold : shorts)
        coverShort(sold, longs);
    std::int64_t lots = std::max<std::int64_t>(right == Right::Call ? book.lots() : -book.lots(), 0);
    for (StructureLeg& sold : shorts) {
        const std::int64_t covered = std::min(lots, -sold.quantity);
        lots -= covered;
        sold.quantity += covered;
    }
    std::erase_if(shorts, [](const StructureLeg& leg) { return leg.quantity == 0; });
    return shorts;
}

} // namespace

std::vector<StructureLeg> nakedLegs(std::span<const StructureLeg> legs)
{
    std::vector<StructureLeg> naked;
    for (const StructureBook& book : detail::booksOf(legs)) {
        for (const Right right : {Right::Put, Right::Call}) {
            const std::vector<StructureLeg> found = nakedOfRight(book, right);
            naked.insert(naked.end(), found.begin(), found.end());
        }
    }
    return addedUp(naked);
}

} // namespace strikedesk
