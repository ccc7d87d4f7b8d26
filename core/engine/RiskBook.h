// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/orders/OrderLedger.h"
#include "core/risk/Coverage.h"
#include "core/risk/OrderImpact.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

struct DeskContext;

/// Sums over the account and its working orders, kept up to date instead of added up at every check.
///
/// Nothing in here is state of its own: every figure follows from the fold of events, the quotes and the
/// time, and refresh() makes anew only what depends on something that has changed. Thread: trading.
class RiskBook
{
public:
    /// What the account has on one underlying.
    struct Part
    {
        std::vector<HeldLeg> held;     ///< Net per instrument, by symbol.
        std::vector<MarkedLeg> marked; ///< The same with what it is worth.
        std::optional<double> spot;
        Result<Money> margin = Money();
        Result<Money> stock = Money();
        Money reserved;          ///< What working and unknown orders take of the buying power at their worst.
        int working = 0;         ///< Orders that are not final.
        bool hasUnknown = false; ///< One of them was sent, and nobody knows what became of it.
    };

    void refresh(const DeskContext& context);

    /// Cash, margin and reservations.
    [[nodiscard]] const Account& account() const { return m_account; }
    [[nodiscard]] bool isMarginKnown() const { return m_isMarginKnown; }
    /// By the row of the underlying in the catalogue.
    [[nodiscard]] const Part& part(std::size_t row) const { return m_parts.at(row); }
    [[nodiscard]] std::size_t rowOf(std::string_view underlying) const;
    /// Of an underlying that may be neither held nor working.
    [[nodiscard]] std::optional<double> spot(const DeskContext& context, std::size_t row) const;
    /// Margin and stock value of everything that is not on these underlyings.
    [[nodiscard]] MarginElsewhere elsewhere(const std::vector<std::size_t>& rows) const;

private:
    struct Working
    {
        const OrderRecord* order = nullptr;
        std::uint64_t revision = 0; ///< Of the order when it was looked at.
        std::vector<std::size_t> rows;
        bool isFigured = false;
        bool isContained = false; ///< Neither holdings nor quotes change `taken`.
        Money taken;
    };
    struct Freshness
    {
        std::uint64_t market = 0;
        bool isChanged = true;
    };

    void open(const DeskContext& context);
    void readHoldings(const DeskContext& context);
    void readOrders(const DeskContext& context);
    void readMarkets(const DeskContext& context);
    void readAccount(const DeskContext& context);
    void addReservations(const DeskContext& context);
    void figure(const DeskContext& context, Working& working) const;
    [[nodiscard]] std::vector<std::size_t> rowsOf(const DeskContext& context, const OrderRecord& order) const;

    std::vector<std::string_view> m_names; ///< Of the catalogue.
    std::vector<Part> m_parts;
    std::vector<Freshness> m_freshness;
    std::vector<Working> m_working; ///< In the order of the ledger.
    Account m_account;
    bool m_isMarginKnown = false;
    std::optional<Instant> m_at;
    std::uint64_t m_eventCount = 0;
    std::uint64_t m_marketChanges = 0;
    std::optional<std::size_t> m_executions;
};

/// The rows of these legs' underlyings in the catalogue, each once.
[[nodiscard]] std::vector<std::size_t> underlyingRows(const RiskBook& book, std::span<const PricedLeg> legs);

} // namespace strikedesk
