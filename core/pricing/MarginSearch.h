// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/MarginRules.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace strikedesk::pricing::detail {

/// Finds the pairing of legs that asks for least margin. Counts are contracts, or lots of stock as large as
/// one contract, already divided by their common factor.
class MarginSearch
{
public:
    struct Pick
    {
        MarginStructure structure = MarginStructure::Options;
        std::vector<MarginPart> parts; ///< Counts with the leg's sign.
        MarginAmount amount;
    };

    MarginSearch(std::span<const MarginLeg> legs, std::vector<std::int64_t> counts, std::int64_t lotShares,
                 MarginMarket market);

    void run();
    [[nodiscard]] const std::vector<Pick>& best() const { return m_best; }
    [[nodiscard]] bool isExact() const { return m_isExact; }

private:
    /// A way to tie a lot of stock to options.
    struct StockForm
    {
        MarginStructure structure;
        std::size_t stock;
        std::optional<std::size_t> call;
        std::optional<std::size_t> put;
        MarginAmount perLot;
    };

    void listStandings();
    void listNaked();
    void listStockForms();
    void addStockForm(MarginStructure structure, std::size_t stock, std::optional<std::size_t> call,
                      std::optional<std::size_t> put);
    void chooseStock(std::size_t form);
    void finishStock();
    void chooseNaked(std::size_t position);
    void chooseCover(std::size_t position, std::size_t expiry, std::int64_t free);
    void setNaked(std::size_t leg, std::int64_t count);
    void setCover(std::size_t expiry, std::size_t leg, std::int64_t count);
    void weigh();
    template <typename Try>
    void forEachChoice(std::int64_t available, std::int64_t wanted, bool isFewestFirst, Try attempt);
    [[nodiscard]] std::int64_t coveredCount(std::size_t expiry, std::size_t leg) const;
    [[nodiscard]] std::optional<std::int64_t> coveredRequirement(std::size_t expiry) const;
    void addCovered(std::size_t expiry, std::int64_t requirement);
    template <typename Take>
    void pairNaked(Take take) const;
    void keepBest();

    /// An option that can stand with the shorts of one expiry, in the order of the strikes.
    struct Coverable
    {
        std::size_t leg;
        std::int64_t strike;
        std::int64_t shares; ///< Of one contract.
        bool isPut;
        bool isShort;
    };
    /// What stands with one expiry, and what it asks for; nothing when its loss is unlimited.
    struct Standing
    {
        std::vector<Coverable> legs;
        std::optional<std::int64_t> requirement;
        bool isStale = true;
    };

    std::span<const MarginLeg> m_legs;
    std::vector<std::int64_t> m_left; ///< Per leg, signed, what no pick has taken.
    std::int64_t m_lotShares;
    MarginMarket m_market;
    std::vector<StockForm> m_forms;
    std::vector<Instant> m_expiries;       ///< Of short options, ascending.
    std::vector<std::size_t> m_shorts;     ///< Legs with short options.
    std::vector<std::size_t> m_longs;      ///< Legs with long options.
    std::vector<std::size_t> m_nakedCalls; ///< Of m_shorts, the dearest first.
    std::vector<std::size_t> m_nakedPuts;
    std::vector<NakedRequirement> m_nakedEach;      ///< Per leg; of shorts only.
    std::vector<std::size_t> m_eligible;            ///< Per leg, how many expiries a long may cover.
    std::vector<Standing> m_standing;               ///< Per expiry.
    std::vector<std::int64_t> m_naked;              ///< Per leg.
    std::vector<std::vector<std::int64_t>> m_cover; ///< Per expiry and leg, longs set aside for it.
    std::vector<Pick> m_picks;                      ///< Of the stock that is being weighed.
    MarginAmount m_stockTotal;                      ///< What they ask for.
    std::vector<Pick> m_best;
    std::optional<MarginAmount> m_bestTotal;
    std::int64_t m_weighedMax; ///< Then the search falls back to round numbers, and after that it stops.
    std::int64_t m_weighed = 0;
    bool m_isCoarse = false;
    bool m_isExact = true;
};

} // namespace strikedesk::pricing::detail
