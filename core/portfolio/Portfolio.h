// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Catalogue.h"
#include "core/types/Ids.h"
#include "core/types/Money.h"
#include "core/types/OrderLeg.h"
#include "core/util/Error.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace strikedesk {

/// A holding that leaves one structure for another with what it has cost: nothing is traded or realised.
struct CarriedHolding
{
    std::string symbol;
    std::string from;
    std::string to;
    Quantity quantity; ///< Signed as held.
};

/// One execution as the books take it. A bust is an execution of its own with opposite sides and fees.
struct PortfolioFill
{
    ExecutionId executionId;
    std::string structureId;
    std::string strategy;
    std::vector<LegFill> legs;
    /// The structure of each leg where they differ (a roll closes one and opens another); empty: structureId
    /// for all.
    std::vector<std::string> legStructures;
    /// What goes along from the structure that a roll closes to the one that it opens, after its legs.
    std::vector<CarriedHolding> carried {};
    /// When credits of this execution become settled cash; absent: at once.
    std::optional<Date> settlesOn;
};

/// What expiry, exercise or assignment did: contracts leave, cash moves, stock comes or goes.
struct PortfolioSettlement
{
    ExecutionId executionId;
    std::string symbol;
    Quantity quantity; ///< Contracts that left the account, signed as held.
    Money cash;        ///< Received; negative: paid.
    std::string stockSymbol;
    Quantity stock; ///< Received; negative: delivered.
    std::optional<Date> settlesOn;
};

/// What a split did: every `oldUnits` of `symbol` are `newUnits` of `newSymbol`, for what was paid before.
struct PortfolioAdjustment
{
    ExecutionId executionId;
    std::string symbol;
    std::string newSymbol;
    std::int64_t oldUnits = 1;
    std::int64_t newUnits = 1;
    Quantity quantity;    ///< That the account held, signed.
    Quantity newQuantity; ///< That it holds now.
    Money cash;           ///< In lieu of the fraction of a share: lowers what was paid.
};

/// One leg of one structure. `cost` is what was paid for what is open (negative: received) without fees, so
/// that averages keep total and quantity and never round.
struct PortfolioPosition
{
    std::string structureId;
    std::string symbol;
    std::string strategy;
    Multiplier multiplier {1};
    Quantity quantity; ///< Signed; 0 for a leg that is closed and keeps its realised result.
    Money cost;
    Money realised;
    Money fees;

    [[nodiscard]] bool isOpen() const { return !quantity.isZero(); }
    /// Per share, nearest 1/10,000, for display; nothing when closed.
    [[nodiscard]] std::optional<Price> averagePrice() const;
    friend bool operator==(const PortfolioPosition&, const PortfolioPosition&) = default;
};

/// What is held of one instrument, over all structures.
struct NetPosition
{
    std::string symbol;
    Quantity quantity;
    Money cost;
    Multiplier multiplier {1};

    friend bool operator==(const NetPosition&, const NetPosition&) = default;
};

/// Positions, cash and realised P&L, from fills and settlements only: nothing else changes them, and the same
/// execution id never counts twice. Law: cash = opening cash + realised - fees - cost of what is open.
///
/// A value: copying gives a frozen picture. Thread: owned by one thread.
class Portfolio
{
public:
    enum class Outcome { Applied, Repeated };

    explicit Portfolio(Money openingCash = {})
        : m_openingCash(openingCash)
        , m_cash(openingCash)
    {
    }

    /// All legs or none. `portfolio.unknown_instrument` when a leg is neither in the catalogue nor a symbol.
    [[nodiscard]] Result<Outcome> apply(const PortfolioFill& fill, const Catalogue& catalogue);

    /// Contracts leave the structures that hold them, the oldest structure first when only a part leaves, and
    /// what they cost moves into the stock they became, else it is realised. The whole account's net
    /// quantity takes opposite holdings of two structures along. More than all structures hold becomes a row
    /// without a structure: the books follow the venue.
    [[nodiscard]] Result<Outcome> apply(const PortfolioSettlement& settlement, const Catalogue& catalogue);

    /// Every structure's row moves, cost and all, nothing is realised. `portfolio.unknown_adjustment` when
    /// the catalogue does not know what the new symbol stands for, `portfolio.bad_adjustment` when the
    /// figures contradict each other: nothing is guessed, and all stays as it was.
    [[nodiscard]] Result<Outcome> apply(const PortfolioAdjustment& adjustment, const Catalogue& catalogue);

    /// What the venue holds more than these books know (or less): it joins the row without a structure at
    /// `price` a share. Nothing is realised and no cash moves: its worth counts as brought in.
    [[nodiscard]] Result<void> adoptPosition(const std::string& symbol, Quantity quantity, Price price,
                                             const Catalogue& catalogue);
    /// Cash that came or went without an execution: a deposit, interest, a transfer.
    void adoptCash(Money amount);
    /// Fees that the venue counts otherwise; the cash for them is a difference of its own.
    void adoptFees(Money amount);

    /// These executions will not be told again, and whoever told them again would not be believed: their
    /// orders are no longer known. Keeps the books and shortens the memory.
    void forgetExecutions(const std::set<ExecutionId>& executions);
    /// Takes the rows of a structure out that is closed as a whole; its result stays in realised() and
    /// fees(). Nothing happens to one that holds something.
    void foldClosed(const std::string& structureId);

    /// Grows with every change of what is held or owned.
    [[nodiscard]] std::uint64_t changes() const { return m_changes; }
    [[nodiscard]] Money cash() const { return m_cash; }
    /// Cash without credits that settle after `today`.
    [[nodiscard]] Money settledCash(Date today) const;
    [[nodiscard]] Money openingCash() const { return m_openingCash; }
    [[nodiscard]] Money realised() const;
    [[nodiscard]] Money fees() const;
    [[nodiscard]] Money openCost() const;

    /// Every leg held and not folded, by structure, then symbol; closed ones with quantity 0.
    [[nodiscard]] std::vector<PortfolioPosition> positions() const;
    /// Those of them that hold something.
    [[nodiscard]] std::vector<PortfolioPosition> openPositions() const;
    /// Structures that hold something.
    [[nodiscard]] std::set<std::string> openStructures() const;
    [[nodiscard]] std::optional<PortfolioPosition> position(const std::string& structureId,
                                                            const std::string& symbol) const;
    [[nodiscard]] std::vector<PortfolioPosition> structure(const std::string& structureId) const;
    /// Instruments with a quantity other than 0, by symbol.
    [[nodiscard]] std::vector<NetPosition> netPositions() const;
    [[nodiscard]] Quantity netQuantity(const std::string& symbol) const;
    /// After the rows were read back from a snapshot: makes what follows from them.
    void sumUp();
    [[nodiscard]] bool hasSeen(const ExecutionId& id) const { return m_executions.contains(id); }
    template <typename Archive, typename Self>
    friend void describe(Archive& archive, Self& books, const Portfolio*);
    friend bool operator==(const Portfolio&, const Portfolio&) = default;

private:
    using Key = std::pair<std::string, std::string>; ///< Structure, symbol.

    PortfolioPosition& row(const std::string& structureId, const std::string& symbol,
                           const std::string& strategy, Multiplier multiplier);
    struct RowShare
    {
        Key key;
        Quantity leaves;
    };
    std::vector<RowShare> sharesOf(const PortfolioSettlement& settlement, Multiplier multiplier);
    struct AdjustedRow
    {
        Key key;
        Quantity becomes;
    };
    [[nodiscard]] Result<std::vector<AdjustedRow>> adjustedRows(const PortfolioAdjustment& adjustment) const;
    void adjustRow(const AdjustedRow& row, const PortfolioAdjustment& adjustment, Multiplier multiplier,
                   Money cash);
    void receive(Money amount, std::optional<Date> settlesOn);
    /// Every change of a row goes through here, so that the sums over all rows follow it.
    template <typename Work>
    void change(PortfolioPosition& held, Work work);
    void trade(PortfolioPosition& held, Quantity quantity, Money paid);
    void carry(const CarriedHolding& holding, const std::string& strategy);
    void count(const PortfolioPosition& held, int sign);
    void settleRow(const Key& key, Quantity leaves, Money cash, Quantity stock,
                   const PortfolioSettlement& settlement, Multiplier stockMultiplier);

    Money m_openingCash; ///< And what was brought in since.
    Money m_adoptedFees;
    Money m_cash;
    Money m_foldedRealised; ///< Of structures that were taken out.
    Money m_foldedFees;
    std::uint64_t m_changes = 0;
    std::map<Date, Money> m_unsettled; ///< Credits by the day on which they settle.
    std::map<Key, PortfolioPosition> m_positions;
    /// What follows from the rows. Closed ones stay, and are far more than those that hold something.
    struct NetRows
    {
        NetPosition sum;
        std::int64_t rows = 0;

        friend bool operator==(const NetRows&, const NetRows&) = default;
    };
    std::set<Key> m_open;
    std::map<std::string, NetRows> m_net; ///< By symbol, of open rows; opposite ones may add up to nothing.
    Money m_rowsRealised;
    Money m_rowsFees;
    Money m_rowsCost;
    std::set<ExecutionId> m_executions;
};

/// Multiplier of a symbol: the catalogue's, else that of its root. `portfolio.unknown_instrument`.
[[nodiscard]] Result<Multiplier> multiplierOf(const Catalogue& catalogue, std::string_view symbol);

} // namespace strikedesk
