// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/DeskPanel.h"

class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace strikedesk::ui {

class DeskTree;
class ProgressStrip;
class SessionModel;

/// The unattended session: goal, progress, what is next and what blocks, budgets, tasks; start, abort and
/// resume.
class SessionPanel final : public DeskPanel
{
    Q_OBJECT

public:
    SessionPanel(DeskLink& link, const QString& plansDirectory, QWidget* parent = nullptr);

public Q_SLOTS:
    void startChosen();
    void abortSession();
    void resumeSession();

protected:
    void applyDesk(const DeskSnapshot& desk) override;

private:
    void build(const QString& plansDirectory);
    void buildSummary(QVBoxLayout& layout);
    void buildButtons(QVBoxLayout& layout, const QString& plansDirectory);
    void showBudgets(const DeskSnapshot& desk);

    SessionModel* m_model;
    DeskTree* m_tree = nullptr;
    QLabel* m_name = nullptr;
    QLabel* m_state = nullptr;
    QLabel* m_goal = nullptr;
    ProgressStrip* m_progress = nullptr;
    QLabel* m_counts = nullptr;
    QLabel* m_budgets = nullptr;
    QLabel* m_next = nullptr;
    QLabel* m_blockers = nullptr;
    QComboBox* m_plans = nullptr;
    QPushButton* m_start = nullptr;
    QPushButton* m_resume = nullptr;
    QPushButton* m_abort = nullptr;
};

} // namespace strikedesk::ui
