// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/DeskPanel.h"

#include <QTimer>

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;

namespace strikedesk::ui {

class DeskTable;
class LegsModel;
class OrderDraft;
class PayoffChart;
class PreviewView;
class PriceLadder;
class TicketForm;

/// The order ticket: legs, terms, preview, send, and the ladder of the order that was sent.
class TicketPanel final : public DeskPanel
{
    Q_OBJECT

public:
    TicketPanel(DeskLink& link, OrderDraft& draft, QWidget* parent = nullptr);

    [[nodiscard]] const std::optional<OrderPreview>& preview() const { return m_preview; }
    /// The ladder follows this order from now on.
    void trackOrder(const OrderId& order);

public Q_SLOTS:
    void send();
    void clearDraft();

Q_SIGNALS:
    void orderSent(const strikedesk::OrderId& order);

protected:
    void applyDesk(const DeskSnapshot& desk) override;
    void applyPricing(const PricingSnapshot& pricing) override;

private:
    void build();
    [[nodiscard]] QWidget* buildTerms();
    [[nodiscard]] QWidget* buildHeader();
    [[nodiscard]] QWidget* buildButtons();
    void handleDraft();
    void handleLegPick(const QModelIndex& index);
    void askPreview();
    void takePreview(std::uint64_t number, const Result<DeskReply>& reply);
    void showNotice(const QString& sentence);
    void showOverride();
    /// Codes of the preview's denials when all of them are soft; else nothing.
    [[nodiscard]] std::vector<std::string> softDenials() const;
    [[nodiscard]] bool maySend() const;
    void showHeader();
    void showMarket();
    void showButtons();
    void showPayoff();
    void showLadder(const DeskSnapshot& desk);

    OrderDraft& m_draft;
    LegsModel* m_legs;
    DeskTable* m_legTable = nullptr;
    TicketForm* m_form = nullptr;
    PreviewView* m_previewView = nullptr;
    PayoffChart* m_payoff = nullptr;
    PriceLadder* m_ladder = nullptr;
    QLabel* m_structure = nullptr;
    QLabel* m_summary = nullptr;
    QLabel* m_market = nullptr;
    QLabel* m_notice = nullptr;
    QLineEdit* m_overrideReason = nullptr;
    QPushButton* m_send = nullptr;
    QPushButton* m_clear = nullptr;
    QPushButton* m_reverse = nullptr;
    QTimer m_previewDelay;
    std::uint64_t m_previewNumber = 0; ///< A reply with another number is of an older draft.
    double m_previewedAtSeconds = 0;
    bool m_isSending = false; ///< A submit is on its way; nothing else is sent until it is answered.
    std::optional<OrderPreview> m_preview;
    std::optional<OrderId> m_tracked;
};

} // namespace strikedesk::ui
