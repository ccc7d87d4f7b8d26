// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/DeskPanel.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace strikedesk::ui {

class DeskTable;
class ElidedLabel;
class LinksModel;
class RecoveryModel;

/// Is the desk fit to trade: links, armed or why not, the kill switch and its proof, and what recovery found.
class HealthPanel final : public DeskPanel
{
    Q_OBJECT

public:
    explicit HealthPanel(DeskLink& link, QWidget* parent = nullptr);

protected:
    void applyDesk(const DeskSnapshot& desk) override;

private:
    void build();
    [[nodiscard]] QWidget* buildKill();
    [[nodiscard]] QWidget* buildSettling();
    void offerSettling();
    void settle(const char* action);
    [[nodiscard]] const RecoveryRow* chosenDifference() const;
    void showKill(const KillView& kill);
    void showRisk(const DeskSnapshot& desk);

    LinksModel* m_links;
    RecoveryModel* m_recovery;
    DeskTable* m_linkTable = nullptr;
    DeskTable* m_recoveryTable = nullptr;
    QLabel* m_armed = nullptr;
    QLabel* m_reconciled = nullptr;
    QLabel* m_killState = nullptr;
    ElidedLabel* m_killProof = nullptr;
    QLabel* m_risk = nullptr;
    QLineEdit* m_resetPhrase = nullptr;
    QPushButton* m_reset = nullptr;
    QLineEdit* m_reason = nullptr;
    QPushButton* m_adopt = nullptr;
    QPushButton* m_close = nullptr;
    QPushButton* m_ignore = nullptr;
    QPushButton* m_ignoreAll = nullptr;
    QPushButton* m_compare = nullptr;
};

} // namespace strikedesk::ui
