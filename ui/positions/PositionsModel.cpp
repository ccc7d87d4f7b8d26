// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/positions/PositionsModel.h"

#include "ui/base/Format.h"
#include "ui/rules/RulesModel.h"

#include <QCoreApplication>

#include <array>

namespace strikedesk::ui {
namespace {

// clang-format off
constexpr std::array<ColumnSpec, PositionsModel::ColumnCount> positionColumns {{
    {QT_TRANSLATE_NOOP("PositionsModel", "Position"),      QT_TRANSLATE_NOOP("PositionsModel", "Underlying, structure, leg"), 224, Align::Left},
    {QT_TRANSLATE_NOOP("PositionsModel", "Qty"),           QT_TRANSLATE_NOOP("PositionsModel", "Contracts, negative is short"), 44, Align::Right},
    {QT_TRANSLATE_NOOP("PositionsModel", "Average $"),     QT_TRANSLATE_NOOP("PositionsModel", "Average price per share, fees not included"), 68, Align::Right, 5},
    {QT_TRANSLATE_NOOP("PositionsModel", "Mark $"),        QT_TRANSLATE_NOOP("PositionsModel", "What one share of it is worth now"), 68, Align::Right},
    {QT_TRANSLATE_NOOP("PositionsModel", "Quality"),       QT_TRANSLATE_NOOP("PositionsModel", "Where the mark comes from, and its age"), 96, Align::Left},
    {QT_TRANSLATE_NOOP("PositionsModel", "Value $"),       QT_TRANSLATE_NOOP("PositionsModel", "Market value at mark"), 88, Align::Right},
    {QT_TRANSLATE_NOOP("PositionsModel", "Liquidation $"), QT_TRANSLATE_NOOP("PositionsModel", "Longs at bid, shorts at ask"), 88, Align::Right, 1},
    {QT_TRANSLATE_NOOP("PositionsModel", "Unrealised $"),  QT_TRANSLATE_NOOP("PositionsModel", "Against what was paid, at mark"), 86, Align::Right},
    {QT_TRANSLATE_NOOP("PositionsModel", "Realised $"),    QT_TRANSLATE_NOOP("PositionsModel", "From what was closed"), 80, Align::Right, 3},
    {QT_TRANSLATE_NOOP("PositionsModel", "Rules"),         QT_TRANSLATE_NOOP("PositionsModel", "What its rules are about to do"), 110, Align::Left},
    {QT_TRANSLATE_NOOP("PositionsModel", "State"),         QT_TRANSLATE_NOOP("PositionsModel", "Open, or settled and waiting for exercise and assignment"), 84, Align::Left, 4},
}};
// clang-format on

// A sum that is unknown as soon as one part is.
struct PositionSums
{
    std::optional<Money> value = Money();
    std::optional<Money> liquidation = Money();
    std::optional<Money> unrealised = Money();
    Money realised;
    AgeState age = AgeState::Fresh;

    void add(const PositionView& leg, AgeState legAge)
    {
        const auto join = [](std::optional<Money>& sum, const std::optional<Money>& part) {
            sum = sum && part ? std::optional(*sum + *part) : std::nullopt;
        };
        join(value, leg.marketValue);
        join(liquidation, leg.liquidationValue);
        join(unrealised, leg.unrealised);
        realised += leg.realised;
        if (legAge != AgeState::None)
            age = std::max(age, legAge);
    }
};

AgeState markAge(const PositionView& leg)
{
    if (!leg.mark)
        return AgeState::None;
    return leg.markQuality == "stale" ? AgeState::Stale : AgeState::Fresh;
}

void fillSums(std::vector<Cell>& cells, const PositionSums& sums)
{
    const auto money = [&](PositionsModel::Column column, const std::optional<Money>& amount, bool isGain) {
        Cell& cell = cells[column];
        cell.text = isGain ? signedMoneyText(amount) : moneyText(amount);
        cell.number = amount ? amount->toDouble() : 0;
        cell.tone = isGain && amount ? gainTone(amount->toDouble()) : Tone::Text;
        cell.age = amount ? sums.age : AgeState::None;
    };
    money(PositionsModel::MarketValue, sums.value, false);
    money(PositionsModel::Liquidation, sums.liquidation, false);
    money(PositionsModel::Unrealised, sums.unrealised, true);
    money(PositionsModel::Realised, sums.realised, true);
    cells[PositionsModel::Realised].age = AgeState::Fresh;
}

CellRow groupRow(const QString& key, const QString& name)
{
    CellRow row;
    row.key = key;
    row.cells.resize(PositionsModel::ColumnCount);
    row.cells[PositionsModel::Name].text = name;
    row.cells[PositionsModel::Name].isStrong = true;
    return row;
}

CellRow positionLegRow(const PositionView& leg)
{
    const AgeState age = markAge(leg);
    CellRow row = groupRow(textOf(leg.symbol), contractText(leg.symbol));
    auto& cells = row.cells;
    cells[PositionsModel::Name].isStrong = false;
    cells[PositionsModel::Quantity].text = signedCountText(leg.quantity.count());
    cells[PositionsModel::Quantity].tone = leg.quantity.isNegative() ? Tone::Sell : Tone::Buy;
    cells[PositionsModel::Average].text = priceText(leg.averagePrice);
    cells[PositionsModel::Mark].text = priceText(leg.mark, 3);
    cells[PositionsModel::Mark].age = age;
    if (leg.markQuality == "model")
        cells[PositionsModel::Mark].glyph = Glyph::Model;
    Cell& quality = cells[PositionsModel::Quality];
    quality.text = leg.markQuality.empty() ? unknownText()
        : leg.markAgeSeconds ? QString(textOf(leg.markQuality) + u" · "_s + ageText(leg.markAgeSeconds))
                             : textOf(leg.markQuality);
    quality.tone = Tone::TextDim;
    quality.age = age == AgeState::Stale ? AgeState::Stale : AgeState::Fresh;
    quality.glyph = age == AgeState::Stale ? Glyph::Clock : Glyph::None;
    PositionSums sums;
    sums.add(leg, age);
    fillSums(cells, sums);
    Cell& state = cells[PositionsModel::State];
    const bool isPending = leg.state == "settlement_pending";
    state.text = isPending                         ? QCoreApplication::translate("PositionsModel", "settling")
        : leg.state.empty() || leg.state == "open" ? QCoreApplication::translate("PositionsModel", "open")
                                                   : textOf(leg.state);
    state.tone = isPending ? Tone::Warning : Tone::TextDim;
    if (leg.settlesAt)
        state.tip
            = QCoreApplication::translate("PositionsModel", "Settles %1").arg(dayStampText(*leg.settlesAt));
    return row;
}

CellRow* childWithKey(CellRow& parent, const QString& key)
{
    for (CellRow& child : parent.children) {
        if (child.key == key)
            return &child;
    }
    return nullptr;
}

QString structureKey(const PositionView& leg)
{
    return textOf(leg.structureId.empty() ? leg.symbol : leg.structureId);
}

PositionSums sumsOf(const std::vector<PositionView>& positions, auto&& belongs)
{
    PositionSums sums;
    for (const PositionView& leg : positions) {
        if (belongs(leg))
            sums.add(leg, markAge(leg));
    }
    return sums;
}

} // namespace

PositionsModel::PositionsModel(QObject* parent)
    : CellModel("PositionsModel", positionColumns, parent)
{
}

void PositionsModel::setPositions(const DeskSnapshot& desk)
{
    CellRow root;
    for (const PositionView& leg : desk.positions) {
        const QString underlyingKey = textOf(leg.underlying);
        CellRow* underlying = childWithKey(root, underlyingKey);
        if (!underlying) {
            root.children.push_back(groupRow(underlyingKey, underlyingKey));
            underlying = &root.children.back();
            for (Cell& cell : underlying->cells)
                cell.fill = Tone::Raised;
            fillSums(underlying->cells, sumsOf(desk.positions, [&](const PositionView& other) {
                         return other.underlying == leg.underlying;
                     }));
            for (Cell& cell : underlying->cells)
                cell.isStrong = true;
        }
        const QString key = structureKey(leg);
        CellRow* structure = childWithKey(*underlying, key);
        if (!structure) {
            underlying->children.push_back(groupRow(key, textOf(leg.structure)));
            structure = &underlying->children.back();
            structure->cells[State].text = textOf(leg.strategy);
            structure->cells[State].tone = Tone::TextDim;
            structure->cells[Name].tip = textOf(leg.structureId);
            structure->cells[Rules] = rulesCell(rulesOf(desk, leg.structureId));
            fillSums(structure->cells, sumsOf(desk.positions, [&](const PositionView& other) {
                         return structureKey(other) == key;
                     }));
        }
        structure->children.push_back(positionLegRow(leg));
    }
    setRows(std::move(root.children));
}

QString PositionsModel::structureAt(const QModelIndex& index) const
{
    if (!index.isValid() || !index.parent().isValid())
        return {};
    return index.parent().parent().isValid() ? key(index.parent()) : key(index);
}

} // namespace strikedesk::ui
