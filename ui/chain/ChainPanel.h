// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/DeskPanel.h"
#include "ui/chain/ChainModel.h"

class QComboBox;
class QLabel;
class QTabBar;

namespace strikedesk::ui {

class DeskTable;
class ElidedLabel;
class OrderDraft;

/// The option chain: underlying, expiry with a countdown for the one that settles today, and the T. A click
/// on a bid or an ask adds a leg to the draft.
class ChainPanel final : public DeskPanel
{
    Q_OBJECT

public:
    ChainPanel(DeskLink& link, OrderDraft& draft, QWidget* parent = nullptr);

    [[nodiscard]] ChainModel& model() { return *m_model; }
    [[nodiscard]] DeskTable& table() { return *m_table; }
    void selectUnderlying(const QString& underlying);
    void selectExpiry(int index);

protected:
    void applyDesk(const DeskSnapshot& desk) override;
    void applyPricing(const PricingSnapshot& pricing) override;

private:
    void build();
    [[nodiscard]] QWidget* buildHeader();
    [[nodiscard]] const ChainSnapshot* shownChain() const;
    [[nodiscard]] const ChainExpiry* shownExpiry() const;
    void showUnderlyings(const PricingSnapshot& pricing);
    void showExpiries(const ChainSnapshot& chain);
    void showHeader(const ChainSnapshot& chain);
    void showRows();
    [[nodiscard]] ChainMarks marksOf(const ChainSnapshot& chain) const;
    void changeFocus();
    void addPickedLeg(const QModelIndex& index);
    void keepSpotInView();

    OrderDraft& m_draft;
    ChainModel* m_model;
    DeskTable* m_table = nullptr;
    QComboBox* m_underlying = nullptr;
    QTabBar* m_expiries = nullptr;
    QLabel* m_spot = nullptr;
    QLabel* m_halted = nullptr; ///< Seen while the underlying is halted.
    ElidedLabel* m_spotNote = nullptr;
    ElidedLabel* m_expiryNote = nullptr;
    QLabel* m_countdown = nullptr;
    ChainMarks m_shownMarks;
    QString m_centredOn; ///< Underlying and expiry that were scrolled to the spot already.
};

} // namespace strikedesk::ui
