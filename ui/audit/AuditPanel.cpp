// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/AuditPanel.h"

#include "ui/audit/AuditModel.h"
#include "ui/base/DeskViews.h"
#include "ui/base/ElidedLabel.h"
#include "ui/base/Format.h"
#include "ui/base/Labels.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QSplitter>
#include <QThreadPool>
#include <QVBoxLayout>

#include <memory>
#include <ranges>

namespace strikedesk::ui {
namespace {

constexpr std::size_t recordsBeside = 40; ///< Read around an older entry, so that its story is there too.

QString marketText(const OrderStepView& step)
{
    return AuditPanel::tr("bid %1 · mid %2 · ask %3")
        .arg(netPriceText(step.bid), netPriceText(step.mid), netPriceText(step.ask));
}

// The market of the package that this entry of an order saw; empty for entries that saw none.
QString marketSeenBy(const DeskSnapshot& desk, std::uint64_t sequence)
{
    for (const OrderView& order : desk.orders) {
        for (const OrderStepView& step : order.steps) {
            if (step.auditSequence == sequence && step.bid && step.ask)
                return AuditPanel::tr("Market it saw: %1").arg(marketText(step));
        }
    }
    return {};
}

} // namespace

AuditPanel::AuditPanel(DeskLink& link, QWidget* parent)
    : DeskPanel(link, parent)
    , m_model(new AuditModel(this))
{
    build();
    connect(m_filter, &QLineEdit::textChanged, this, &AuditPanel::showRecords);
    connect(m_jump, &QLineEdit::returnPressed, this, &AuditPanel::jump);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &AuditPanel::showChosen);
}

void AuditPanel::build()
{
    m_table = new DeskTable(u"auditTable"_s, tr("Audit record"), this);
    m_table->show(m_model, AuditModel::Entity);
    m_table->setEmptyText(tr("No entry matches the filter."));
    auto* entry = new QWidget(this);
    entry->setObjectName(u"panelBody"_s);
    m_title = strongLabel(entry);
    m_title->setObjectName(u"auditTitle"_s);
    m_hash = new ElidedLabel(entry);
    m_hash->setFont(codeFont(-1));
    m_market = plainLabel(entry);
    m_market->setObjectName(u"auditMarket"_s);
    m_market->setWordWrap(true);
    m_body = new QPlainTextEdit(entry);
    m_body->setObjectName(u"auditBody"_s);
    m_body->setAccessibleName(tr("Body of the audit entry"));
    m_body->setReadOnly(true);
    m_body->setFont(codeFont());
    m_body->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    auto* column = new QVBoxLayout(entry);
    column->setContentsMargins(8, 6, 8, 8);
    column->setSpacing(4);
    column->addWidget(m_title);
    column->addWidget(m_market);
    column->addWidget(m_hash);
    column->addWidget(m_body, 1);
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setObjectName(u"auditSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    splitter->addWidget(entry);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildFilter());
    layout->addWidget(splitter, 1);
    showChosen();
}

QWidget* AuditPanel::buildFilter()
{
    auto* strip = new QWidget(this);
    m_filter = new QLineEdit(strip);
    m_filter->setObjectName(u"auditFilter"_s);
    m_filter->setAccessibleName(tr("Filter by entity, kind, category or actor"));
    m_filter->setPlaceholderText(tr("Filter: order, kind, actor …"));
    m_filter->setClearButtonEnabled(false);
    m_jump = new QLineEdit(strip);
    m_jump->setObjectName(u"auditJump"_s);
    m_jump->setAccessibleName(tr("Jump to a sequence number"));
    m_jump->setPlaceholderText(tr("#"));
    m_jump->setMaximumWidth(76);
    auto* jumpLabel = dimLabel(strip, tr("&Jump to"));
    jumpLabel->setBuddy(m_jump);
    m_light = plainLabel(strip);
    m_light->setObjectName(u"auditLight"_s);
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(8, 5, 8, 5);
    row->setSpacing(6);
    row->addWidget(m_filter, 1);
    row->addWidget(jumpLabel);
    row->addWidget(m_jump);
    row->addSpacing(8);
    row->addWidget(m_light);
    return strip;
}

void AuditPanel::applyDesk(const DeskSnapshot& desk)
{
    const bool isBroken = desk.disarmedReason.find("audit") != std::string::npos;
    m_light->setText(
        isBroken
            ? tr("✗ %1").arg(textOf(desk.disarmedReason))
            : tr("durable to #%1 · head %2").arg(desk.durableSequence).arg(textOf(desk.auditHead).left(12)));
    m_light->setToolTip(tr("Head of the hash chain: %1").arg(textOf(desk.auditHead)));
    setTone(*m_light, isBroken ? Tone::Danger : Tone::Good);
    const std::uint64_t newest = desk.auditTail.empty() ? 0 : desk.auditTail.front()->sequence;
    if (newest != m_newest || m_model->rowCount() == 0) {
        m_newest = newest;
        showRecords();
    }
    if (m_wanted)
        showSequence(*std::exchange(m_wanted, {}));
}

void AuditPanel::showRecords()
{
    if (!desk())
        return;
    std::vector<AuditRowPtr> records = desk()->auditTail;
    const std::uint64_t oldest = records.empty() ? ~0ULL : records.back()->sequence;
    for (const AuditRowPtr& record : m_older) {
        if (record->sequence < oldest)
            records.push_back(record);
    }
    m_model->setRecords(records, m_filter->text().trimmed());
    showChosen();
}

void AuditPanel::showSequence(quint64 sequence)
{
    if (!desk()) {
        m_wanted = sequence;
        return;
    }
    m_filter->clear();
    showRecords();
    QModelIndex index = m_model->indexOf(sequence);
    if (index.isValid()) {
        m_table->setCurrentIndex(index);
        m_table->scrollTo(index, QAbstractItemView::PositionAtCenter);
        showChosen();
    } else {
        readOlder(sequence);
    }
}

// The record is on a disk: reading it is not the GUI thread's work.
void AuditPanel::readOlder(std::uint64_t sequence)
{
    const QPointer<AuditPanel> panel(this);
    const std::uint64_t after = sequence > recordsBeside / 2 ? sequence - recordsBeside / 2 : 0;
    Desk& source = link().desk();
    QThreadPool::globalInstance()->start([panel, after, sequence, &source] {
        auto found = source.auditAfter(after, recordsBeside);
        QMetaObject::invokeMethod(
            qApp,
            [panel, sequence, found = std::move(found)] {
                if (!panel || !found)
                    return;
                panel->m_older.clear();
                for (const AuditRow& row : std::views::reverse(*found))
                    panel->m_older.push_back(std::make_shared<const AuditRow>(row));
                if (panel->showRecords(); panel->m_model->indexOf(sequence).isValid())
                    panel->showSequence(sequence);
            },
            Qt::QueuedConnection);
    });
}

void AuditPanel::showChosen()
{
    const AuditRow* record = m_model->record(m_table->currentIndex());
    if (!record) {
        m_title->setText(tr("Choose an entry to see what it recorded."));
        m_market->hide();
        m_hash->clear();
        m_body->clear();
        return;
    }
    m_title->setText(
        tr("#%1 · %2 · %3").arg(record->sequence).arg(textOf(record->kind), dayStampText(record->at)));
    const QString market = desk() ? marketSeenBy(*desk(), record->sequence) : QString();
    m_market->setText(market);
    m_market->setVisible(!market.isEmpty());
    m_hash->setText(textOf(record->hash));
    const QString body = prettyBody(record->body);
    if (m_body->toPlainText() != body)
        m_body->setPlainText(body);
}

void AuditPanel::jump()
{
    QString text = m_jump->text().trimmed();
    bool isNumber = false;
    const quint64 sequence = text.remove(u'#').toULongLong(&isNumber);
    if (isNumber)
        showSequence(sequence);
}

} // namespace strikedesk::ui
