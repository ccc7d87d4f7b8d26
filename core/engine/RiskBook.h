// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/GateGreeks.h"
#include "core/orders/OrderLedger.h"
#include "core/risk/Coverage.h"
#include "core/risk/GateFacts.h"
#include "core/risk/OrderImpact.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
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
        std::optional<double> figuredSpot; ///< That the three below were made with.
        Result<Money> margin = Money();
        Result<Money> stock = Money();
        DollarGreeks greeks;        ///< Of what is held.
        bool areGreeksKnown = true; ///< Without a price of the underlying they are not, and not zero either.
        Money reserved;  ///< What working and unknown orders take of the buying power at their worst.
        int working = 0; ///< Orders that are not final.
        int unknown = 0; ///< Of them, those that were sent and nobody knows what became of them.
    };

    /// All of it, for whoever checks an order.
    void refresh(const DeskContext& context);
    /// Holdings, orders, marks and equity only: all that a step without an order looks at. The margin of a
    /// book is searched for when somebody asks for it, not with every quote.
    void refreshEquity(const DeskContext& context);

    /// Cash, margin and reservations.
    [[nodiscard]] const Account& account() const { return m_account; }
    [[nodiscard]] bool isMarginKnown() const { return m_isMarginKnown; }
    /// By the row of the underlying in the catalogue.
    [[nodiscard]] const Part& part(std::size_t row) const { return m_parts.at(row); }
    [[nodiscard]] std::size_t rowOf(std::string_view underlying) const;
    /// Of an underlying that may be neither held nor working.
    [[nodiscard]] std::optional<double> spot(const DeskContext& context, std::size_t row) const;
    /// Cash and everything held at its mark; nothing while a mark is not known.
    [[nodiscard]] std::optional<Money> equity() const { return m_equity; }
    // A replace is measured without the order that it replaces: `except`, or null.
    /// What is held and what works of one instrument.
    [[nodiscard]] LegReach reach(InstrumentId id, const OrderRecord* except) const;
    /// Option contracts on one underlying, each series at its worst.
    [[nodiscard]] std::int64_t contracts(std::size_t row, const OrderRecord* except) const;
    /// Cover on these underlyings that working orders may come to need, net per instrument.
    [[nodiscard]] std::vector<ExposureLeg> coverTaken(const std::vector<std::size_t>& rows,
                                                      const OrderRecord* except) const;
    /// How often the margin of an underlying has been searched: what costs most here.
    [[nodiscard]] std::uint64_t marginSearches() const { return m_marginSearches; }
    /// What this order reserves; nothing for null.
    [[nodiscard]] Money reservedBy(const OrderRecord* order) const;
    /// Our own resting order that an order of these legs would trade with: the same legs the other way round,
    /// at prices that meet. Null when there is none.
    [[nodiscard]] const OrderRecord* selfMatch(const std::vector<OrderLeg>& legs, Price worstPaid,
                                               const OrderRecord* except) const;
    /// Margin and stock value of everything that is not on these underlyings.
    [[nodiscard]] MarginElsewhere elsewhere(const std::vector<std::size_t>& rows) const;

private:
    struct Working
    {
        const OrderRecord* order = nullptr;
        std::uint64_t revision = 0; ///< Of the order when it was looked at.
        std::vector<std::size_t> rows;
        std::vector<InstrumentId> instruments;                ///< Of its legs.
        std::vector<std::pair<InstrumentId, Quantity>> cover; ///< One package may come to need; mostly none.
        Quantity counted;                                     ///< Packages of it that m_reach holds.
        bool isUnknown = false;
        bool isFigured = false;
        bool isContained = false; ///< Neither holdings nor quotes change `taken`.
        Money taken;
    };
    struct Freshness
    {
        std::uint64_t market = 0;
        bool hasNewHoldings = true;
        bool isChanged = true; ///< Since the last look at the marks.
        bool isStale = true;   ///< Changed since margin and Greeks were last figured.
        Instant changedAt;
    };

    using Cover = std::map<InstrumentId, Quantity>;

    struct Reach : LegReach
    {
        Quantity closes; ///< What working orders may still close.
    };

    void open(const DeskContext& context);
    void addTo(InstrumentId id, const Reach& change);
    void addHeld(const std::vector<HeldLeg>& held, int sign);
    void count(Working& working, bool isAdded);
    void addCover(std::size_t row, const Working& working, int sign, Cover& cover) const;
    [[nodiscard]] Working workingFrom(const OrderRecord& order) const;
    [[nodiscard]] const Working* find(const OrderRecord* order) const;
    void readHoldings(const DeskContext& context);
    void readOrders(const DeskContext& context);
    void readMarks(const DeskContext& context);
    void readEquity(const DeskContext& context);
    void readMargins(const DeskContext& context);
    void readAccount(const DeskContext& context);
    void addReservations(const DeskContext& context);
    void figure(const DeskContext& context, Working& working) const;

    std::vector<std::string_view> m_names; ///< Of the catalogue.
    std::vector<Part> m_parts;
    std::vector<Freshness> m_freshness;
    std::vector<Working> m_working; ///< In the order of the ledger.
    std::unordered_map<InstrumentId, Reach> m_reach;
    std::vector<std::int64_t> m_contracts; ///< By row: the sum of most() over its options.
    std::vector<Cover> m_cover;            ///< By row: what working orders may come to need.
    std::uint64_t m_marginSearches = 0;
    const Catalogue* m_catalogue = nullptr;
    std::optional<Money> m_equity;
    Account m_account;
    bool m_isMarginKnown = false;
    bool m_areSumsStale = true; ///< Account and reservations.
    std::optional<Instant> m_at;
    std::uint64_t m_eventCount = 0;
    std::uint64_t m_marketChanges = 0;
    std::optional<std::uint64_t> m_portfolioChanges;
};

/// The rows of these legs' underlyings in the catalogue, each once.
[[nodiscard]] std::vector<std::size_t> underlyingRows(std::span<const PricedLeg> legs);

} // namespace strikedesk
