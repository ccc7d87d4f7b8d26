// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/SessionPanel.h"

#include "core/session/PlanFile.h"
#include "ui/base/DeskViews.h"
#include "ui/base/Format.h"
#include "ui/base/Labels.h"
#include "ui/base/StateText.h"
#include "ui/session/ProgressStrip.h"
#include "ui/session/SessionModel.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace strikedesk::ui {
namespace {

} // namespace

SessionPanel::SessionPanel(DeskLink& link, const QString& plansDirectory, QWidget* parent)
    : DeskPanel(link, parent)
    , m_model(new SessionModel(this))
{
    build(plansDirectory);
    connect(m_start, &QPushButton::clicked, this, &SessionPanel::startChosen);
    connect(m_resume, &QPushButton::clicked, this, &SessionPanel::resumeSession);
    connect(m_abort, &QPushButton::clicked, this, &SessionPanel::abortSession);
}

void SessionPanel::build(const QString& plansDirectory)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(6);
    buildSummary(*layout);
    m_tree = new DeskTree(u"sessionTree"_s, tr("Tasks of the session"), this);
    m_tree->show(m_model, SessionModel::Task);
    m_tree->setWrapping();
    m_tree->setEmptyText(tr("No tasks: start a session with a plan below."));
    layout->addWidget(m_tree, 1);
    buildButtons(*layout, plansDirectory);
}

void SessionPanel::buildSummary(QVBoxLayout& layout)
{
    m_name = strongLabel(this, 1);
    m_state = strongLabel(this);
    m_goal = dimLabel(this);
    m_goal->setWordWrap(true);
    m_progress = new ProgressStrip(this);
    m_counts = dimLabel(this);
    m_budgets = dimLabel(this);
    m_budgets->setWordWrap(true);
    m_next = plainLabel(this);
    m_next->setWordWrap(true);
    m_blockers = plainLabel(this);
    m_blockers->setWordWrap(true);
    setTone(*m_blockers, Tone::Danger);
    auto* box = new QVBoxLayout;
    box->setContentsMargins(10, 0, 10, 0);
    box->setSpacing(5);
    auto* head = new QHBoxLayout;
    head->addWidget(m_name, 1);
    head->addWidget(m_state);
    box->addLayout(head);
    box->addWidget(m_goal);
    auto* bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(m_progress, 1);
    bar->addWidget(m_counts);
    box->addLayout(bar);
    box->addWidget(m_budgets);
    box->addWidget(m_next);
    box->addWidget(m_blockers);
    layout.addLayout(box);
}

void SessionPanel::buildButtons(QVBoxLayout& layout, const QString& plansDirectory)
{
    m_plans = new QComboBox(this);
    m_plans->setObjectName(u"sessionPlans"_s);
    m_plans->setAccessibleName(tr("Plan to start"));
    m_plans->setMinimumContentsLength(8);
    m_plans->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    const QDir directory(plansDirectory);
    if (!plansDirectory.isEmpty()) {
        for (const QFileInfo& plan :
             directory.entryInfoList({u"*.yaml"_s, u"*.yml"_s}, QDir::Files, QDir::Name))
            m_plans->addItem(plan.completeBaseName(), plan.absoluteFilePath());
    }
    const auto button
        = [this](const QString& objectName, const QString& text, const QString& accessibleName) {
              auto* made = new QPushButton(text, this);
              made->setObjectName(objectName);
              made->setAccessibleName(accessibleName);
              return made;
          };
    m_start = button(u"sessionStart"_s, tr("Start"), tr("Start a session under the chosen plan"));
    m_resume = button(u"sessionResume"_s, tr("Resume"), tr("Resume the session"));
    m_abort = button(u"sessionAbort"_s, tr("Abort"), tr("Abort the session"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 0, 8, 6);
    row->setSpacing(6);
    row->addWidget(m_plans, 1);
    row->addWidget(m_start);
    row->addWidget(m_resume);
    row->addWidget(m_abort);
    layout.addLayout(row);
}

void SessionPanel::showBudgets(const DeskSnapshot& desk)
{
    const SessionView& session = desk.session;
    m_budgets->setText(tr("Slippage %1 · loss %2 · %3 of %4 orders", "budgets of the session")
                           .arg(dollarsText(session.slippageBudget), dollarsText(session.lossBudget))
                           .arg(session.ordersUsed)
                           .arg(session.ordersBudget));
}

void SessionPanel::applyDesk(const DeskSnapshot& desk)
{
    const SessionView& session = desk.session;
    const bool isThere = !session.state.empty() && session.state != "none";
    m_model->setSession(session, desk.now);
    m_name->setText(isThere ? textOf(session.name) : tr("No session"));
    m_state->setText(isThere ? taskStateText(session.state) : QString());
    setTone(*m_state, taskStateTone(session.state));
    m_goal->setText(isThere ? textOf(session.goal)
                            : tr("A session works a written plan unattended: choose a plan and start it."));
    m_progress->setCounts(session.tasksTotal, session.tasksDone, session.tasksFailed);
    m_counts->setText(tr("%1 of %2").arg(session.tasksDone).arg(session.tasksTotal));
    showBudgets(desk);
    m_budgets->setVisible(isThere);
    m_next->setText(tr("Next: %1").arg(textOf(session.next)));
    m_next->setVisible(isThere && !session.next.empty());
    QStringList blockers;
    for (const std::string& blocker : session.blockers)
        blockers += textOf(blocker);
    m_blockers->setText(blockers.join(u'\n'));
    m_blockers->setVisible(!blockers.isEmpty());
    const bool isRunning = session.state == "running" || session.state == "waiting";
    m_start->setEnabled(!isRunning && m_plans->count() > 0);
    m_resume->setEnabled(session.state == "waiting" || session.state == "aborted"
                         || session.state == "failed");
    m_abort->setEnabled(isRunning);
}

void SessionPanel::startChosen()
{
    if (m_plans->count() == 0) {
        Q_EMIT link().commandFailed(tr("No plan can be read: put a plan file into the plans folder."));
        return;
    }
    auto plan = readPlanFile(m_plans->currentData().toString().toStdString());
    if (!plan) {
        Q_EMIT link().commandFailed(textOf(plan.error().message));
        return;
    }
    link().post(StartSession {*std::move(plan), m_plans->currentText().toStdString()}, this, {});
}

void SessionPanel::abortSession()
{
    link().post(AbortSession {"aborted on the screen"}, this, {});
}

void SessionPanel::resumeSession()
{
    link().post(ResumeSession {}, this, {});
}

} // namespace strikedesk::ui
