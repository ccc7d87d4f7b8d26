// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/StructureBooks.h"

#include <algorithm>
#include <tuple>

namespace strikedesk::detail {

std::int64_t StructureBook::lotShares() const
{
    return options.empty() ? 1 : std::max<std::int64_t>(options.front().sharesPerContract, 1);
}

std::int64_t StructureBook::lots() const
{
    return shares / lotShares();
}

std::vector<StructureBook> booksOf(std::span<const StructureLeg> legs)
{
    std::vector<StructureBook> books;
    std::int64_t shares = 0;
    for (StructureLeg& leg : addedUp(legs)) {
        if (leg.isStock) {
            shares = leg.quantity;
            continue;
        }
        const auto place = std::ranges::find_if(books, [&](const StructureBook& book) {
            const StructureLeg& other = book.options.front();
            return other.sharesPerContract == leg.sharesPerContract && other.adjustedRoot == leg.adjustedRoot;
        });
        StructureBook& book = place == books.end() ? books.emplace_back() : *place;
        book.options.push_back(std::move(leg));
    }
    if (shares == 0)
        return books;
    StructureBook* owner = nullptr;
    for (StructureBook& book : books) {
        const bool isOrdinary = book.options.front().adjustedRoot.empty();
        if (isOrdinary && (!owner || book.options.size() > owner->options.size()))
            owner = &book;
    }
    (owner ? *owner : books.emplace_back()).shares = shares;
    return books;
}

bool isEarlier(const StructureLeg& a, const StructureLeg& b)
{
    const auto when = [](const StructureLeg& leg) {
        return std::tuple(leg.expiry, leg.settlement == SettlementTime::Pm);
    };
    return when(a) < when(b);
}

} // namespace strikedesk::detail
