// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskCommands.h"

#include <QWidget>

#include <array>

class QLabel;

namespace strikedesk::ui {

class ChecksModel;
class DeskTable;
class PriceTiles;

/// What the order would cost and do: prices, worst case, buying power, fees, budget, and each check.
class PreviewView final : public QWidget
{
    Q_OBJECT

public:
    explicit PreviewView(QWidget* parent = nullptr);

    /// A gain that is absent has no bound when all legs expire together; with several expiries it is not
    /// known.
    void setPreview(const OrderPreview& preview, bool hasOneExpiry);
    /// Nothing is known: every figure a dash, and why.
    void clearPreview(const QString& reason, bool isProblem);

private:
    enum Figure { MaximumLoss, MaximumGain, BuyingPower, Margin, Fees, Reserve, FigureCount };

    void build();
    void setFigure(Figure figure, const QString& text, int tone);

    PriceTiles* m_tiles = nullptr;
    std::array<QLabel*, FigureCount> m_figures {};
    ChecksModel* m_checks;
    DeskTable* m_checkTable = nullptr;
    QLabel* m_verdict = nullptr;
};

} // namespace strikedesk::ui
