// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/Labels.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVariant>

namespace strikedesk::ui {
namespace {

constexpr const char* toneProperty = "tone";

void applyTone(QLabel& label)
{
    QPalette palette = label.palette();
    palette.setColor(QPalette::WindowText, toneColor(Tone(label.property(toneProperty).toInt())));
    label.setPalette(palette);
}

QLabel* tonedLabel(QWidget* parent, const QString& text, Tone tone)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    setTone(*label, tone);
    QObject::connect(&Theme::instance(), &Theme::changed, label, [label] { applyTone(*label); });
    return label;
}

} // namespace

QLabel* dimLabel(QWidget* parent, const QString& text)
{
    return tonedLabel(parent, text, Tone::TextDim);
}

QLabel* plainLabel(QWidget* parent, const QString& text)
{
    return tonedLabel(parent, text, Tone::Text);
}

QLabel* strongLabel(QWidget* parent, int step)
{
    QLabel* label = tonedLabel(parent, {}, Tone::Text);
    label->setFont(textFont(step, true));
    return label;
}

QFrame* ruleLine(QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setProperty("rule", true);
    line->setFixedHeight(1);
    return line;
}

void setTone(QLabel& label, Tone tone)
{
    if (label.property(toneProperty).isValid() && label.property(toneProperty).toInt() == int(tone))
        return;
    label.setProperty(toneProperty, int(tone));
    applyTone(label);
}

void setKind(QPushButton& button, const char* kind)
{
    const QString wanted = QString::fromLatin1(kind);
    if (button.property("kind").toString() == wanted)
        return;
    button.setProperty("kind", wanted);
    // A style sheet reads properties only when a widget is polished.
    button.style()->unpolish(&button);
    button.style()->polish(&button);
}

} // namespace strikedesk::ui
