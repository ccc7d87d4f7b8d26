// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"
#include "core/types/Side.h"
#include "ui/base/CellModel.h"

#include <map>
#include <optional>
#include <string>

namespace strikedesk::ui {

/// What the chain shows beside the market: own positions and the legs of the draft, by symbol.
struct ChainMarks
{
    std::map<std::string, Quantity> holdings;
    std::map<std::string, Side> draftLegs;
    /// A quote older than this that its source still calls fresh is drawn dim.
    double ageingSeconds = ageingAfterSeconds;
    /// How far the chain's instant lies behind the desk's: ages go on while nothing new is priced.
    double lagSeconds = 0;

    friend bool operator==(const ChainMarks&, const ChainMarks&) = default;
};

/// One expiry as a T: calls on the left, strikes in the middle, puts on the right.
class ChainModel final : public CellModel
{
    Q_OBJECT

public:
    enum Column {
        CallPosition,
        CallTheta,
        CallDelta,
        CallVolatility,
        CallMid,
        CallAge,
        CallLiquidity,
        CallBidSize,
        CallBid,
        CallAsk,
        CallAskSize,
        Strike,
        PutBidSize,
        PutBid,
        PutAsk,
        PutAskSize,
        PutLiquidity,
        PutAge,
        PutMid,
        PutVolatility,
        PutDelta,
        PutTheta,
        PutPosition,
        ColumnCount
    };

    explicit ChainModel(QObject* parent = nullptr);

    void setExpiry(const ChainExpiry& expiry, const Spot& spot, const ChainMarks& marks);
    void clear();

    /// What a click on a cell asks for: a bid is sold, an ask is bought; other cells ask for nothing.
    struct Pick
    {
        std::string symbol;
        Side side = Side::Buy;
    };
    [[nodiscard]] std::optional<Pick> pickAt(const QModelIndex& index) const;
    /// The first strike at or above the spot; -1 when there is none.
    [[nodiscard]] int spotRow() const { return m_spotRow; }

private:
    struct Symbols
    {
        std::string call;
        std::string put;
    };
    std::vector<Symbols> m_symbols; ///< By row.
    int m_spotRow = -1;
};

} // namespace strikedesk::ui
