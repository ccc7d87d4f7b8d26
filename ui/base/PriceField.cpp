// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/PriceField.h"

#include "ui/base/Format.h"

#include <QKeyEvent>
#include <QStyle>

namespace strikedesk::ui {
namespace {

QString editableText(std::int64_t units)
{
    // Canonical and without grouping, so that what is shown can be typed; at least cents.
    QString text = QString::fromStdString(Price::ofUnits(units).text());
    while (text.endsWith(u'0') && text.size() - text.indexOf(u'.') > 3)
        text.chop(1);
    return text;
}

} // namespace

PriceField::PriceField(const QString& objectName, const QString& accessibleName, QWidget* parent)
    : QLineEdit(parent)
{
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setAlignment(Qt::AlignRight);
    connect(this, &QLineEdit::textEdited, this, &PriceField::readText);
    connect(this, &QLineEdit::editingFinished, this, &PriceField::showUnits);
}

void PriceField::setUnits(std::optional<std::int64_t> tenThousandths)
{
    if (m_units == tenThousandths)
        return;
    m_units = tenThousandths;
    if (!hasFocus())
        showUnits();
}

void PriceField::showUnits()
{
    setText(m_units ? editableText(*m_units) : QString());
    markInvalid(false);
}

void PriceField::readText(const QString& text)
{
    QString plain = text.trimmed();
    plain.replace(QChar(0x2212), u'-');
    if (plain.isEmpty()) {
        m_units.reset();
        markInvalid(false);
        Q_EMIT unitsEdited(m_units);
        return;
    }
    const auto parsed = Price::parse(plain.toStdString());
    markInvalid(!parsed);
    if (!parsed)
        return;
    m_units = parsed->units();
    Q_EMIT unitsEdited(m_units);
}

void PriceField::markInvalid(bool isInvalid)
{
    if (property("invalid").toBool() == isInvalid)
        return;
    setProperty("invalid", isInvalid);
    style()->unpolish(this);
    style()->polish(this);
}

void PriceField::keyPressEvent(QKeyEvent* event)
{
    const int steps = event->key() == Qt::Key_Up ? 1 : event->key() == Qt::Key_Down ? -1 : 0;
    if (steps == 0 || !m_units) {
        QLineEdit::keyPressEvent(event);
        return;
    }
    m_units = *m_units + steps * m_step.units();
    setText(editableText(*m_units));
    Q_EMIT unitsEdited(m_units);
}

} // namespace strikedesk::ui
