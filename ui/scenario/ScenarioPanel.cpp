// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/ScenarioPanel.h"

#include "ui/base/DeskViews.h"
#include "ui/base/Format.h"
#include "ui/base/Labels.h"
#include "ui/scenario/OutlookModel.h"
#include "ui/scenario/ScenarioMap.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace strikedesk::ui {
namespace {

constexpr int askEveryMs = 1'000;

QString dateWords(const BookScenario& scenario, std::size_t date)
{
    if (date == 0)
        return ScenarioPanel::tr("now");
    const QString words = dayStampText(scenario.dates[date]);
    return date + 1 == scenario.dates.size() ? ScenarioPanel::tr("first expiry, %1").arg(words)
                                             : ScenarioPanel::tr("half way, %1").arg(words);
}

// The worst of all dates, and what is not in the figures.
QString wordsFor(const BookScenario& scenario)
{
    QStringList words;
    if (!scenario.grid)
        words += textOf(scenario.reason);
    else
        words += ScenarioPanel::tr("worst %1 of all dates")
                     .arg(signedMoneyText(Money::nearest(*std::ranges::min_element(scenario.grid->values)
                                                         - scenario.grid->valueNow)));
    words += ScenarioPanel::tr("every underlying moves alike");
    if (!scenario.leftOut.empty())
        words += ScenarioPanel::tr("%1 left out").arg(countText(std::int64_t(scenario.leftOut.size())));
    words += ScenarioPanel::tr("as of %1").arg(stampText(scenario.at));
    return words.join(u" · "_s);
}

} // namespace

ScenarioPanel::ScenarioPanel(DeskLink& link, QWidget* parent)
    : DeskPanel(link, parent)
    , m_model(new OutlookModel(this))
    , m_again(new QTimer(this))
{
    m_map = new ScenarioMap(this);
    m_table = new DeskTable(u"outlookTable"_s, tr("What is held on each underlying ends in"), this);
    m_table->show(m_model, OutlookModel::BreakEvens);
    m_table->setEmptyText(tr("The book is being valued."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildStrip());
    layout->addWidget(m_map);
    layout->addWidget(ruleLine(this));
    layout->addWidget(m_table, 1);
    m_again->setSingleShot(true);
    m_again->setInterval(askEveryMs);
    connect(m_again, &QTimer::timeout, this, [this] { this->link().desk().askScenario(); });
}

QWidget* ScenarioPanel::buildStrip()
{
    auto* strip = new QWidget(this);
    m_date = new QComboBox(strip);
    m_date->setObjectName(u"scenarioDate"_s);
    m_date->setAccessibleName(tr("The date that the gains are of"));
    m_date->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_date, &QComboBox::currentIndexChanged, this, &ScenarioPanel::showScenario);
    m_words = dimLabel(strip);
    m_words->setObjectName(u"scenarioWords"_s);
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(8, 5, 8, 5);
    row->setSpacing(8);
    row->addWidget(m_date);
    row->addWidget(m_words, 1);
    m_date->hide();
    return strip;
}

// The words of a date move with time; which of them is chosen stays.
void ScenarioPanel::listDates()
{
    const QSignalBlocker blocker(m_date);
    while (m_date->count() > int(m_scenario->dates.size()))
        m_date->removeItem(m_date->count() - 1);
    for (int date = 0; date < int(m_scenario->dates.size()); ++date) {
        if (date == m_date->count())
            m_date->addItem(QString());
        m_date->setItemText(date, dateWords(*m_scenario, std::size_t(date)));
    }
    m_date->setVisible(m_scenario->grid.has_value());
}

void ScenarioPanel::showScenario()
{
    if (!m_scenario)
        return;
    m_map->setScenario(m_scenario, std::size_t(std::max(0, m_date->currentIndex())));
    m_words->setText(wordsFor(*m_scenario));
    QStringList leftOut;
    for (const std::string& symbol : m_scenario->leftOut)
        leftOut += contractText(symbol);
    m_words->setToolTip(leftOut.isEmpty() ? QString() : tr("Left out: %1").arg(leftOut.join(u", "_s)));
}

void ScenarioPanel::applyPricing(const PricingSnapshot& pricing)
{
    if (!m_again->isActive())
        m_again->start();
    if (!pricing.scenario || pricing.scenario == m_scenario)
        return;
    m_scenario = pricing.scenario;
    m_table->setEmptyText(tr("Nothing is held, so there is nothing to gain or lose."));
    m_model->setScenario(*m_scenario);
    listDates();
    showScenario();
}

void ScenarioPanel::seenChanged(bool isSeen)
{
    if (isSeen)
        link().desk().askScenario();
    else
        m_again->stop();
}

} // namespace strikedesk::ui
