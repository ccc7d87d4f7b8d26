// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;

namespace strikedesk::ui {

class Actions;
class Badge;
class ElidedLabel;
class KillButton;

/// The strip on top: which mode this is, whether the market is simulated, the exchange's time, the account's
/// worth, the feed and the kill switch.
class ModeBar final : public QWidget
{
    Q_OBJECT

public:
    ModeBar(Actions& actions, QWidget* parent = nullptr);

    void setDesk(const DeskSnapshot& desk);
    [[nodiscard]] KillButton& killButton() { return *m_kill; }
    [[nodiscard]] bool isFlattenWanted() const;

private:
    void build(Actions& actions);

    Badge* m_mode = nullptr;
    Badge* m_simulated = nullptr;
    ElidedLabel* m_market = nullptr;
    QLabel* m_clock = nullptr;
    QLabel* m_worth = nullptr;
    QLabel* m_profit = nullptr;
    QPushButton* m_feed = nullptr;
    QCheckBox* m_flatten = nullptr;
    KillButton* m_kill = nullptr;
    bool m_isFeedUp = true;
};

} // namespace strikedesk::ui
