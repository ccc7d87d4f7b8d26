// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chain/ChainModel.h"

#include "ui/base/Format.h"
#include "ui/chain/LiquidityCell.h"

#include <QCoreApplication>

#include <array>

namespace strikedesk::ui {
namespace {

// clang-format off
// In the order of ChainModel::Column.
constexpr std::array<ColumnSpec, ChainModel::ColumnCount> chainColumns {{
    {QT_TRANSLATE_NOOP("ChainModel", "Pos"),      QT_TRANSLATE_NOOP("ChainModel", "Own position in contracts"), 32, Align::Right, 1},
    {QT_TRANSLATE_NOOP("ChainModel", "Θ $/day"),  QT_TRANSLATE_NOOP("ChainModel", "Theta per share and calendar day"), 52, Align::Right, 5},
    {QT_TRANSLATE_NOOP("ChainModel", "Delta"),    QT_TRANSLATE_NOOP("ChainModel", "Delta per share"), 52, Align::Right},
    {QT_TRANSLATE_NOOP("ChainModel", "IV %"),     QT_TRANSLATE_NOOP("ChainModel", "Implied volatility of the mark, per year"), 40, Align::Right, 2},
    {QT_TRANSLATE_NOOP("ChainModel", "Mid"),      QT_TRANSLATE_NOOP("ChainModel", "Middle of bid and ask; ~ marks a model value where the market is not two-sided, young and narrow"), 53, Align::Right},
    {QT_TRANSLATE_NOOP("ChainModel", "Age"),      QT_TRANSLATE_NOOP("ChainModel", "Age of the older side, and what is wrong with the quote"), 52, Align::Right},
    {QT_TRANSLATE_NOOP("ChainModel", "Liq"),      QT_TRANSLATE_NOOP("ChainModel", "Liquidity of the market, 0 to 100: width in ticks and of the mid, size, steadiness; marked where the quote is unusual"), 34, Align::Right, 3},
    {QT_TRANSLATE_NOOP("ChainModel", "Size"),     QT_TRANSLATE_NOOP("ChainModel", "Contracts on the bid"), 38, Align::Right, 4},
    {QT_TRANSLATE_NOOP("ChainModel", "Bid $"),    QT_TRANSLATE_NOOP("ChainModel", "Click to sell: adds a leg to the ticket"), 50, Align::Right},
    {QT_TRANSLATE_NOOP("ChainModel", "Ask $"),    QT_TRANSLATE_NOOP("ChainModel", "Click to buy: adds a leg to the ticket"), 50, Align::Right},
    {QT_TRANSLATE_NOOP("ChainModel", "Size"),     QT_TRANSLATE_NOOP("ChainModel", "Contracts on the ask"), 38, Align::Right, 4},
    {QT_TRANSLATE_NOOP("ChainModel", "Strike"),   QT_TRANSLATE_NOOP("ChainModel", "Strike price; the line marks the spot"), 60, Align::Centre},
    {QT_TRANSLATE_NOOP("ChainModel", "Size"),     QT_TRANSLATE_NOOP("ChainModel", "Contracts on the bid"), 38, Align::Right, 4},
    {QT_TRANSLATE_NOOP("ChainModel", "Bid $"),    QT_TRANSLATE_NOOP("ChainModel", "Click to sell: adds a leg to the ticket"), 50, Align::Right},
    {QT_TRANSLATE_NOOP("ChainModel", "Ask $"),    QT_TRANSLATE_NOOP("ChainModel", "Click to buy: adds a leg to the ticket"), 50, Align::Right},
    {QT_TRANSLATE_NOOP("ChainModel", "Size"),     QT_TRANSLATE_NOOP("ChainModel", "Contracts on the ask"), 38, Align::Right, 4},
    {QT_TRANSLATE_NOOP("ChainModel", "Liq"),      QT_TRANSLATE_NOOP("ChainModel", "Liquidity of the market, 0 to 100: width in ticks and of the mid, size, steadiness; marked where the quote is unusual"), 34, Align::Right, 3},
    {QT_TRANSLATE_NOOP("ChainModel", "Age"),      QT_TRANSLATE_NOOP("ChainModel", "Age of the older side, and what is wrong with the quote"), 52, Align::Right},
    {QT_TRANSLATE_NOOP("ChainModel", "Mid"),      QT_TRANSLATE_NOOP("ChainModel", "Middle of bid and ask; ~ marks a model value where the market is not two-sided, young and narrow"), 53, Align::Right},
    {QT_TRANSLATE_NOOP("ChainModel", "IV %"),     QT_TRANSLATE_NOOP("ChainModel", "Implied volatility of the mark, per year"), 40, Align::Right, 2},
    {QT_TRANSLATE_NOOP("ChainModel", "Delta"),    QT_TRANSLATE_NOOP("ChainModel", "Delta per share"), 52, Align::Right},
    {QT_TRANSLATE_NOOP("ChainModel", "Θ $/day"),  QT_TRANSLATE_NOOP("ChainModel", "Theta per share and calendar day"), 52, Align::Right, 5},
    {QT_TRANSLATE_NOOP("ChainModel", "Pos"),      QT_TRANSLATE_NOOP("ChainModel", "Own position in contracts"), 32, Align::Right, 1},
}};
// clang-format on

struct SideColumns
{
    int position, theta, delta, volatility, mid, age, bidSize, bid, ask, askSize, liquidity;
};

constexpr SideColumns callColumns {
    ChainModel::CallPosition, ChainModel::CallTheta,   ChainModel::CallDelta,    ChainModel::CallVolatility,
    ChainModel::CallMid,      ChainModel::CallAge,     ChainModel::CallBidSize,  ChainModel::CallBid,
    ChainModel::CallAsk,      ChainModel::CallAskSize, ChainModel::CallLiquidity};
constexpr SideColumns putColumns {ChainModel::PutPosition,   ChainModel::PutTheta,    ChainModel::PutDelta,
                                  ChainModel::PutVolatility, ChainModel::PutMid,      ChainModel::PutAge,
                                  ChainModel::PutBidSize,    ChainModel::PutBid,      ChainModel::PutAsk,
                                  ChainModel::PutAskSize,    ChainModel::PutLiquidity};

// What the source's age limit said was said at the chain's instant; a chain that lags longer than any stream
// may be silent is stale whatever it said.
constexpr double chainLagStaleSeconds = 15;

std::optional<double> ageNow(std::optional<double> seconds, const ChainMarks& marks)
{
    return seconds ? std::optional(*seconds + marks.lagSeconds) : std::nullopt;
}

AgeState chainAge(const ChainRow& row, std::optional<double> seconds, const ChainMarks& marks)
{
    const auto age = ageNow(seconds, marks);
    if (!age)
        return AgeState::None;
    if (marks.lagSeconds > chainLagStaleSeconds || (row.quality.isStale && *age > marks.ageingSeconds))
        return AgeState::Stale;
    return *age > marks.ageingSeconds ? AgeState::Ageing : AgeState::Fresh;
}

void fillQuoteSide(Cell& price, Cell& size, const std::optional<QuoteSide>& side, AgeState age)
{
    price.text = side ? priceText(side->price) : unknownText();
    price.number = side ? side->price.toDouble() : 0;
    price.age = side ? age : AgeState::None;
    size.text = side ? countText(side->size) : unknownText();
    size.number = side ? side->size : 0;
    size.age = price.age;
    size.tone = Tone::TextDim;
}

QString quoteFaults(const QuoteQuality& quality)
{
    QStringList faults;
    const auto add = [&](bool isSet, const char* text) {
        if (isSet)
            faults += QCoreApplication::translate("ChainModel", text);
    };
    add(quality.isHalted, QT_TRANSLATE_NOOP("ChainModel", "trading is halted"));
    add(quality.isAbsent, QT_TRANSLATE_NOOP("ChainModel", "never quoted today"));
    add(quality.isOneSided, QT_TRANSLATE_NOOP("ChainModel", "one side is absent"));
    add(quality.isStale, QT_TRANSLATE_NOOP("ChainModel", "older than the source's age limit"));
    add(quality.isCrossed, QT_TRANSLATE_NOOP("ChainModel", "bid above ask"));
    add(quality.isLocked, QT_TRANSLATE_NOOP("ChainModel", "bid equals ask"));
    add(quality.isWide, QT_TRANSLATE_NOOP("ChainModel", "wide market"));
    return faults.join(u", "_s);
}

void fillAge(Cell& cell, const ChainRow& row, AgeState age, const ChainMarks& marks)
{
    std::optional<double> older = row.bidAgeSeconds;
    if (row.askAgeSeconds && (!older || *row.askAgeSeconds > *older))
        older = row.askAgeSeconds;
    older = ageNow(older, marks);
    cell.text = ageText(older);
    cell.number = older.value_or(0);
    cell.age = older ? (age == AgeState::Stale ? AgeState::Stale : AgeState::Fresh) : AgeState::None;
    cell.tone = Tone::TextDim;
    cell.tip = quoteFaults(row.quality);
    if (age == AgeState::Stale) {
        cell.glyph = Glyph::Clock; // Once for its side: the hatch says it on every other cell.
    } else if (older
               && (row.quality.isHalted || row.quality.isCrossed || row.quality.isOneSided
                   || row.quality.isWide)) {
        cell.glyph = Glyph::Warning;
        cell.tone = Tone::Warning;
    }
}

void fillModelValues(std::vector<Cell>& cells, const SideColumns& at, const ChainRow& row, AgeState age)
{
    Cell& mid = cells[std::size_t(at.mid)];
    mid.text = priceText(row.isModelMark ? row.mark : row.mid, 3);
    mid.age = row.mid || row.mark ? age : AgeState::None;
    if (row.isModelMark) {
        mid.glyph = Glyph::Model;
        mid.tone = Tone::TextDim;
        mid.tip
            = QCoreApplication::translate("ChainModel", "Fair value of the smile, clamped to bid and ask");
    }
    Cell& volatility = cells[std::size_t(at.volatility)];
    volatility.text = percentText(row.impliedVolatility);
    volatility.tip = textOf(row.volatilityReason);
    volatility.age = row.impliedVolatility ? age : AgeState::None;
    Cell& delta = cells[std::size_t(at.delta)];
    delta.text = signedNumberText(row.greeks ? std::optional(row.greeks->delta) : std::nullopt, 3);
    delta.age = row.greeks ? age : AgeState::None;
    Cell& theta = cells[std::size_t(at.theta)];
    theta.text = signedNumberText(row.greeks ? std::optional(row.greeks->thetaPerDay) : std::nullopt, 3);
    theta.age = row.greeks ? age : AgeState::None;
}

void fillMarks(std::vector<Cell>& cells, const SideColumns& at, const ChainRow& row, const ChainMarks& marks)
{
    if (const auto held = marks.holdings.find(row.symbol);
        held != marks.holdings.end() && !held->second.isZero()) {
        Cell& cell = cells[std::size_t(at.position)];
        cell.text = signedCountText(held->second.count());
        cell.tone = held->second.isNegative() ? Tone::Sell : Tone::Buy;
        cell.fill = held->second.isNegative() ? Tone::SellTint : Tone::BuyTint;
        cell.isStrong = true;
    }
    if (const auto leg = marks.draftLegs.find(row.symbol); leg != marks.draftLegs.end()) {
        const bool isBuy = leg->second == Side::Buy;
        Cell& cell = cells[std::size_t(isBuy ? at.ask : at.bid)];
        cell.fill = isBuy ? Tone::BuyTint : Tone::SellTint;
        cell.tone = isBuy ? Tone::Buy : Tone::Sell;
        cell.isStrong = true;
    }
}

void fillChainSide(std::vector<Cell>& cells, const SideColumns& at, const ChainRow& row, const Spot& spot,
                   const ChainMarks& marks)
{
    const AgeState bidAge = chainAge(row, row.bidAgeSeconds, marks);
    const AgeState askAge = chainAge(row, row.askAgeSeconds, marks);
    const AgeState older = std::max(bidAge == AgeState::None ? AgeState::Fresh : bidAge,
                                    askAge == AgeState::None ? AgeState::Fresh : askAge);
    fillQuoteSide(cells[std::size_t(at.bid)], cells[std::size_t(at.bidSize)], row.quote.bid, bidAge);
    fillQuoteSide(cells[std::size_t(at.ask)], cells[std::size_t(at.askSize)], row.quote.ask, askAge);
    fillAge(cells[std::size_t(at.age)], row, older, marks);
    fillLiquidity(cells[std::size_t(at.liquidity)], row, older);
    fillModelValues(cells, at, row, older);
    const double strike = row.strike.toDouble();
    const bool isInTheMoney = spot.isKnown() && (row.isCall ? strike < spot.price : strike > spot.price);
    if (isInTheMoney) {
        for (const int column : {at.position, at.theta, at.delta, at.volatility, at.mid, at.age, at.bidSize,
                                 at.bid, at.ask, at.askSize, at.liquidity})
            cells[std::size_t(column)].fill = Tone::InTheMoney;
    }
    fillMarks(cells, at, row, marks);
}

CellRow emptyStrike(Price strike)
{
    CellRow row;
    row.key = textOf(strike.text());
    row.cells.resize(ChainModel::ColumnCount);
    Cell& cell = row.cells[ChainModel::Strike];
    cell.text = strikeText(strike);
    cell.number = strike.toDouble();
    cell.fill = Tone::Raised;
    cell.isStrong = true;
    return row;
}

} // namespace

ChainModel::ChainModel(QObject* parent)
    : CellModel("ChainModel", chainColumns, parent)
{
}

void ChainModel::setExpiry(const ChainExpiry& expiry, const Spot& spot, const ChainMarks& marks)
{
    std::vector<CellRow> rows;
    std::vector<Symbols> symbols;
    std::optional<Price> strike;
    m_spotRow = -1;
    for (const ChainRow& row : expiry.rows) {
        if (strike != row.strike) {
            strike = row.strike;
            rows.push_back(emptyStrike(row.strike));
            symbols.emplace_back();
            if (m_spotRow < 0 && spot.isKnown() && row.strike.toDouble() >= spot.price)
                m_spotRow = int(rows.size()) - 1;
        }
        fillChainSide(rows.back().cells, row.isCall ? callColumns : putColumns, row, spot, marks);
        (row.isCall ? symbols.back().call : symbols.back().put) = row.symbol;
    }
    if (m_spotRow >= 0) {
        for (Cell& cell : rows[std::size_t(m_spotRow)].cells)
            cell.hasRuleAbove = true;
    }
    m_symbols = std::move(symbols);
    setRows(std::move(rows));
}

void ChainModel::clear()
{
    m_symbols.clear();
    m_spotRow = -1;
    setRows({});
}

std::optional<ChainModel::Pick> ChainModel::pickAt(const QModelIndex& index) const
{
    if (!index.isValid() || std::size_t(index.row()) >= m_symbols.size())
        return {};
    const Symbols& symbols = m_symbols[std::size_t(index.row())];
    std::optional<Pick> pick;
    switch (index.column()) {
    case CallBid: pick = Pick {symbols.call, Side::Sell}; break;
    case CallAsk: pick = Pick {symbols.call, Side::Buy}; break;
    case PutBid: pick = Pick {symbols.put, Side::Sell}; break;
    case PutAsk: pick = Pick {symbols.put, Side::Buy}; break;
    default: break;
    }
    return pick && !pick->symbol.empty() ? pick : std::nullopt;
}

} // namespace strikedesk::ui
