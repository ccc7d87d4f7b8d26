// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/risk/Coverage.h"

#include <algorithm>
#include <map>

namespace strikedesk {

namespace {

struct OpenSide
{
    Instant settlesAt; ///< Not the date: AM and PM of one date settle hours apart.
    std::int64_t contracts = 0;
    std::int64_t sharesEach = 100;
};

// The options of one right and the shares of one underlying, as longs and shorts.
struct CoverBook
{
    std::vector<OpenSide> longCalls;
    std::vector<OpenSide> shortCalls;
    std::vector<OpenSide> longPuts;
    std::vector<OpenSide> shortPuts;
    std::int64_t shares = 0;
};

std::map<std::string, CoverBook> coverBooks(std::span<const ExposureLeg> legs)
{
    std::map<std::string, CoverBook> books;
    for (const ExposureLeg& leg : legs) {
        CoverBook& book = books[leg.instrument->underlying];
        const std::int64_t count = leg.quantity.count();
        if (!leg.instrument->option) {
            book.shares += count;
            continue;
        }
        const OptionContract& option = *leg.instrument->option;
        auto& longs = option.right == Right::Call ? book.longCalls : book.longPuts;
        auto& shorts = option.right == Right::Call ? book.shortCalls : book.shortPuts;
        const OpenSide side {leg.instrument->settlesAt, count < 0 ? -count : count,
                             option.deliverableShares()};
        if (count != 0)
            (count > 0 ? longs : shorts).push_back(side);
    }
    return books;
}

// Contracts left uncovered. The latest shorts have the fewest longs to choose from, so they choose first,
// and each takes the longest-lived long that is left for it.
std::int64_t leftUncovered(std::vector<OpenSide> shorts, std::vector<OpenSide> longs,
                           std::int64_t& coveringShares)
{
    const auto isLater = [](const OpenSide& a, const OpenSide& b) { return a.settlesAt > b.settlesAt; };
    std::stable_sort(shorts.begin(), shorts.end(), isLater);
    std::stable_sort(longs.begin(), longs.end(), isLater);
    std::int64_t uncovered = 0;
    for (OpenSide& open : shorts) {
        for (OpenSide& cover : longs) {
            if (cover.settlesAt < open.settlesAt || cover.sharesEach < open.sharesEach)
                continue;
            const std::int64_t taken = std::min(open.contracts, cover.contracts);
            open.contracts -= taken;
            cover.contracts -= taken;
        }
        const std::int64_t byShares
            = open.sharesEach > 0 ? std::min(open.contracts, coveringShares / open.sharesEach) : 0;
        open.contracts -= byShares;
        coveringShares -= byShares * open.sharesEach;
        uncovered += open.contracts;
    }
    return uncovered;
}

const HeldLeg* heldOf(std::span<const HeldLeg> held, const std::string& symbol)
{
    const auto found = std::find_if(held.begin(), held.end(), [&](const HeldLeg& candidate) {
        return candidate.instrument->symbol == symbol;
    });
    return found == held.end() ? nullptr : &*found;
}

// How much of `held` this side may close for certain.
Quantity certainToClose(const HeldLeg* held, Side side)
{
    if (!held)
        return {};
    const bool isOpposite = side == Side::Sell ? held->quantity.isPositive() : held->quantity.isNegative();
    if (!isOpposite)
        return {};
    return std::max(Quantity(), absolute(held->quantity) - held->workingCloses);
}

bool isNoMore(const UncoveredShorts& after, const UncoveredShorts& before)
{
    return after.calls <= before.calls && after.puts <= before.puts
        && after.stockShares <= before.stockShares;
}

} // namespace

UncoveredShorts uncoveredShorts(std::span<const ExposureLeg> legs)
{
    UncoveredShorts uncovered;
    for (auto& [underlying, book] : coverBooks(legs)) {
        std::int64_t longShares = std::max<std::int64_t>(0, book.shares);
        std::int64_t shortShares = std::max<std::int64_t>(0, -book.shares);
        uncovered.stockShares += shortShares;
        uncovered.calls += leftUncovered(book.shortCalls, book.longCalls, longShares);
        uncovered.puts += leftUncovered(book.shortPuts, book.longPuts, shortShares);
    }
    return uncovered;
}

std::vector<ExposureLeg> combined(std::span<const ExposureLeg> first, std::span<const ExposureLeg> second)
{
    std::vector<ExposureLeg> sum(first.begin(), first.end());
    sum.insert(sum.end(), second.begin(), second.end());
    std::ranges::stable_sort(sum, {}, [](const ExposureLeg& leg) { return leg.instrument->id; });
    std::size_t kept = 0;
    for (const ExposureLeg& leg : sum) {
        if (kept > 0 && sum[kept - 1].instrument->id == leg.instrument->id)
            sum[kept - 1].quantity += leg.quantity;
        else
            sum[kept++] = leg;
    }
    sum.resize(kept);
    std::erase_if(sum, [](const ExposureLeg& leg) { return leg.quantity.isZero(); });
    return sum;
}

std::vector<ExposureLeg> coverTakenBy(std::span<const ExposureLeg> package)
{
    if (uncoveredShorts(package).isNone())
        return {};
    // By right, stock apart: as many longs as there are shorts of the same right.
    const auto rightOf = [](const ExposureLeg& leg) {
        return leg.instrument->option ? std::optional(leg.instrument->option->right) : std::nullopt;
    };
    std::vector<ExposureLeg> taken;
    for (const ExposureLeg& leg : package) {
        if (leg.quantity.isNegative())
            taken.push_back(leg);
    }
    std::map<std::optional<Right>, Quantity> room;
    for (const ExposureLeg& leg : taken)
        room[rightOf(leg)] += absolute(leg.quantity);
    for (const ExposureLeg& leg : package) {
        const Quantity counted = std::min(leg.quantity, room[rightOf(leg)]);
        if (!leg.quantity.isPositive() || !counted.isPositive())
            continue;
        taken.push_back({leg.instrument, counted});
        room[rightOf(leg)] -= counted;
    }
    return taken;
}

std::vector<ExposureLeg> certainHoldings(std::span<const HeldLeg> held)
{
    std::vector<ExposureLeg> legs;
    for (const HeldLeg& leg : held) {
        Quantity quantity = leg.quantity;
        if (quantity.isPositive())
            quantity = std::max(Quantity(), quantity - leg.workingCloses);
        legs.push_back({leg.instrument, quantity});
    }
    return legs;
}

bool isRiskReducing(const OrderRequest& request, std::span<const HeldLeg> held,
                    std::span<const ExposureLeg> working)
{
    std::vector<ExposureLeg> order;
    for (const OrderLeg& leg : request.legs) {
        const HeldLeg* position = heldOf(held, leg.symbol);
        const Quantity asked = request.quantity * leg.ratio;
        if (leg.effect != PositionEffect::Close || asked > certainToClose(position, leg.side))
            return false;
        order.push_back({position->instrument, asked * signOf(leg.side)});
    }
    const std::vector<ExposureLeg> before = combined(certainHoldings(held), working);
    return !order.empty() && isNoMore(uncoveredShorts(combined(before, order)), uncoveredShorts(before));
}

std::optional<CloseExcess> closeExcess(const OrderRequest& request, std::span<const HeldLeg> held)
{
    for (const OrderLeg& leg : request.legs) {
        const Quantity certain = certainToClose(heldOf(held, leg.symbol), leg.side);
        const Quantity asked = request.quantity * leg.ratio;
        if (leg.effect == PositionEffect::Close && asked > certain)
            return CloseExcess {leg.symbol, asked, certain};
    }
    return {};
}

int optionLevelNeeded(std::span<const ExposureLeg> held, std::span<const ExposureLeg> order,
                      bool isCashSecured)
{
    const UncoveredShorts before = uncoveredShorts(held);
    const UncoveredShorts after = uncoveredShorts(combined(held, order));
    bool hasLongOption = false;
    bool hasShortOption = false;
    for (const ExposureLeg& leg : order) {
        if (leg.instrument->option)
            (leg.quantity.isPositive() ? hasLongOption : hasShortOption) = true;
    }
    if (!hasLongOption && !hasShortOption)
        return 0;
    if (after.calls > before.calls || (after.puts > before.puts && !isCashSecured))
        return 4;
    if (hasShortOption && hasLongOption)
        return 3;
    if (hasLongOption)
        return 2;
    // Only shorts are left, and all of them are covered: by stock or cash that is level 1, by options a
    // spread.
    std::vector<ExposureLeg> stockOnly;
    for (const ExposureLeg& leg : held) {
        if (!leg.instrument->option)
            stockOnly.push_back(leg);
    }
    const UncoveredShorts byStock = uncoveredShorts(combined(stockOnly, order));
    const bool isCovered = byStock.calls == 0 && (byStock.puts == 0 || isCashSecured);
    return isCovered ? 1 : 3;
}

} // namespace strikedesk
