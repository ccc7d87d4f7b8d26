// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/costs/CostsPanel.h"

#include "ui/base/DeskViews.h"
#include "ui/base/Format.h"
#include "ui/base/Labels.h"
#include "ui/costs/CostBars.h"
#include "ui/costs/CostsModel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace strikedesk::ui {
namespace {

QString titleOf(CostGrouping grouping)
{
    switch (grouping) {
    case CostGrouping::Underlying: return CostsPanel::tr("by underlying");
    case CostGrouping::Structure: return CostsPanel::tr("by structure");
    case CostGrouping::Strategy: return CostsPanel::tr("by strategy");
    case CostGrouping::Kind: return CostsPanel::tr("by order type");
    case CostGrouping::Venue: return CostsPanel::tr("by venue");
    case CostGrouping::Hour: return CostsPanel::tr("by hour");
    case CostGrouping::Day: return CostsPanel::tr("by day");
    case CostGrouping::Sender: return CostsPanel::tr("by sender");
    }
    return {};
}

// What never became a cost stands beside what did.
QString wordsFor(const CostReport& report)
{
    std::uint64_t denied = 0;
    for (const auto& [code, count] : report.denials)
        denied += count;
    QString words = CostsPanel::tr("%1 denied · %2 rejected · %3 cancelled · %4 expired")
                        .arg(denied)
                        .arg(report.total.rejected)
                        .arg(report.total.cancelled)
                        .arg(report.total.expired);
    if (report.forgotten > 0)
        words += CostsPanel::tr(" · %1 older orders are in the record").arg(report.forgotten);
    return words;
}

QString reasonsFor(const CostReport& report)
{
    QStringList lines;
    const auto add = [&](const QString& title, const std::map<std::string, std::uint64_t>& counts) {
        for (const auto& [reason, count] : counts)
            lines += u"%1 %2: %3"_s.arg(title, textOf(reason)).arg(count);
    };
    add(CostsPanel::tr("denied"), report.denials);
    add(CostsPanel::tr("rejected"), report.rejects);
    add(CostsPanel::tr("cancelled"), report.cancels);
    return lines.join(u'\n');
}

} // namespace

CostsPanel::CostsPanel(DeskLink& link, QWidget* parent)
    : DeskPanel(link, parent)
    , m_model(new CostsModel(this))
{
    m_bars = new CostBars(this);
    m_table = new DeskTable(u"costsTable"_s, tr("What orders have cost"), this);
    m_table->show(m_model, CostsModel::Name);
    m_table->setEmptyText(tr("No order has been sent yet."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildStrip());
    layout->addWidget(m_bars);
    layout->addWidget(ruleLine(this));
    layout->addWidget(m_table, 1);
    m_bars->hide();
}

QWidget* CostsPanel::buildStrip()
{
    auto* strip = new QWidget(this);
    m_by = new QComboBox(strip);
    m_by->setObjectName(u"costsBy"_s);
    m_by->setAccessibleName(tr("What orders are put together by"));
    for (const CostGrouping grouping : costGroupings())
        m_by->addItem(titleOf(grouping), int(grouping));
    connect(m_by, &QComboBox::currentIndexChanged, this, &CostsPanel::showCosts);
    m_words = dimLabel(strip);
    m_words->setObjectName(u"costsWords"_s);
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(8, 5, 8, 5);
    row->setSpacing(8);
    row->addWidget(m_by);
    row->addWidget(m_words, 1);
    return strip;
}

void CostsPanel::showCosts()
{
    const CostReport report = costReport(m_record ? *m_record : CostRecord(),
                                         static_cast<CostGrouping>(m_by->currentData().toInt()));
    m_model->setReport(report);
    m_bars->setReport(report);
    m_words->setText(wordsFor(report));
    m_words->setToolTip(reasonsFor(report));
}

void CostsPanel::applyDesk(const DeskSnapshot& desk)
{
    if (desk.costs == m_record)
        return;
    m_record = desk.costs;
    showCosts();
}

} // namespace strikedesk::ui
