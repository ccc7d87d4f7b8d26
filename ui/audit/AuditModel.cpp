// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/AuditModel.h"

#include "ui/base/Format.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace strikedesk::ui {
namespace {

// clang-format off
constexpr std::array<ColumnSpec, AuditModel::ColumnCount> auditColumns {{
    {QT_TRANSLATE_NOOP("AuditModel", "Sequence"), QT_TRANSLATE_NOOP("AuditModel", "Place in the record"), 66, Align::Right},
    {QT_TRANSLATE_NOOP("AuditModel", "Time ET"),  QT_TRANSLATE_NOOP("AuditModel", "Exchange time"), 84, Align::Left},
    {QT_TRANSLATE_NOOP("AuditModel", "Category"), QT_TRANSLATE_NOOP("AuditModel", "What it is about"), 68, Align::Left, 2},
    {QT_TRANSLATE_NOOP("AuditModel", "Kind"),     QT_TRANSLATE_NOOP("AuditModel", "What happened"), 128, Align::Left},
    {QT_TRANSLATE_NOOP("AuditModel", "Actor"),    QT_TRANSLATE_NOOP("AuditModel", "Who did it"), 118, Align::Left, 1},
    {QT_TRANSLATE_NOOP("AuditModel", "Entity"),   QT_TRANSLATE_NOOP("AuditModel", "What it happened to"), 110, Align::Left},
}};
// clang-format on

bool matchesFilter(const AuditRow& record, const QString& filter)
{
    if (filter.isEmpty())
        return true;
    for (const std::string* field : {&record.entity, &record.kind, &record.category, &record.actor}) {
        if (textOf(*field).contains(filter, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace

AuditModel::AuditModel(QObject* parent)
    : CellModel("AuditModel", auditColumns, parent)
{
}

void AuditModel::setRecords(const std::vector<AuditRowPtr>& records, const QString& filter)
{
    m_records.clear();
    std::vector<CellRow> rows;
    for (const AuditRowPtr& shared : records) {
        const AuditRow& record = *shared;
        if (!matchesFilter(record, filter))
            continue;
        m_records.push_back(shared);
        CellRow row;
        row.key = QString::number(record.sequence);
        row.cells.resize(ColumnCount);
        row.cells[Sequence].text = u'#' + QString::number(record.sequence);
        row.cells[Sequence].number = double(record.sequence);
        row.cells[Time].text = clockMillisecondsText(record.at);
        row.cells[Time].tone = Tone::TextDim;
        row.cells[Category].text = textOf(record.category);
        row.cells[Category].tone = Tone::TextDim;
        row.cells[Kind].text = textOf(record.kind);
        row.cells[Actor].text = textOf(record.actor);
        row.cells[Actor].tone = Tone::TextDim;
        row.cells[Entity].text = textOf(record.entity);
        row.cells[Entity].isCode = true;
        rows.push_back(std::move(row));
    }
    setRows(std::move(rows));
}

const AuditRow* AuditModel::record(const QModelIndex& index) const
{
    return index.isValid() && std::size_t(index.row()) < m_records.size()
        ? m_records[std::size_t(index.row())].get()
        : nullptr;
}

QModelIndex AuditModel::indexOf(std::uint64_t sequence) const
{
    return find(QString::number(sequence));
}

QString prettyBody(const std::string& body)
{
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(body));
    return document.isNull() ? textOf(body)
                             : QString::fromUtf8(document.toJson(QJsonDocument::Indented)).trimmed();
}

} // namespace strikedesk::ui
