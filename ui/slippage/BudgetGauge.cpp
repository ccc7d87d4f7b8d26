// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/slippage/BudgetGauge.h"

#include "ui/base/Format.h"
#include "ui/theme/Theme.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace strikedesk::ui {
namespace {

constexpr int gaugeMargin = 10;

// Title, bar, words and a gap.
int gaugeLevelHeight()
{
    return scaled(58);
}

QString levelTitle(const std::string& level)
{
    if (level == "order")
        return BudgetGauge::tr("Order");
    if (level == "strategy")
        return BudgetGauge::tr("Strategy");
    if (level == "underlying")
        return BudgetGauge::tr("Underlying");
    if (level == "day")
        return BudgetGauge::tr("Day");
    if (level == "session")
        return BudgetGauge::tr("Session");
    return textOf(level);
}

QString gaugeWords(const SlippageLevelView& level)
{
    QString words = BudgetGauge::tr("%1: limit %2, spent %3, reserved %4, left %5")
                        .arg(levelTitle(level.level), dollarsText(level.limit), dollarsText(level.spent),
                             dollarsText(level.reserved), dollarsText(level.left));
    if (level.basisPoints)
        words += BudgetGauge::tr(", %1 bp of %2 of premium")
                     .arg(QLocale().toString(*level.basisPoints, 'f', 1), dollarsText(level.notional));
    if (level.isNearLimit)
        words += BudgetGauge::tr(", near its limit");
    return words;
}

} // namespace

BudgetGauge::BudgetGauge(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(u"budgetGauge"_s);
    setAccessibleName(tr("Slippage budget"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize BudgetGauge::sizeHint() const
{
    return {300, std::max(1, int(m_levels.size())) * gaugeLevelHeight() + 14};
}

QSize BudgetGauge::minimumSizeHint() const
{
    return {220, sizeHint().height()};
}

void BudgetGauge::setLevels(const std::vector<SlippageLevelView>& levels)
{
    const bool isOtherHeight = levels.size() != m_levels.size();
    m_levels = levels;
    QStringList words;
    for (const SlippageLevelView& level : levels)
        words += gaugeWords(level);
    setAccessibleDescription(words.join(u"; "_s));
    setToolTip(words.join(u'\n'));
    if (isOtherHeight)
        updateGeometry();
    update();
}

void BudgetGauge::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_levels.empty()) {
        painter.setPen(toneColor(Tone::TextDim));
        painter.drawText(rect(), Qt::AlignCenter, tr("No slippage budget is set."));
        return;
    }
    for (std::size_t i = 0; i < m_levels.size(); ++i)
        paintLevel(painter,
                   QRectF(gaugeMargin, 8 + double(i) * gaugeLevelHeight(), width() - 2.0 * gaugeMargin,
                          gaugeLevelHeight() - 6),
                   m_levels[i]);
}

void BudgetGauge::paintLevel(QPainter& painter, const QRectF& box, const SlippageLevelView& level) const
{
    const QRectF first(box.left(), box.top(), box.width(), scaled(18));
    painter.setFont(textFont(0, true));
    painter.setPen(toneColor(Tone::Text));
    const QString title = levelTitle(level.level);
    painter.drawText(first, Qt::AlignLeft | Qt::AlignVCenter, title);
    const double shift = painter.fontMetrics().horizontalAdvance(title) + 8;
    const QString left = level.isNearLimit ? tr("⚠ %1 left").arg(dollarsText(level.left))
                                           : tr("%1 left").arg(dollarsText(level.left));
    const double leftWidth = painter.fontMetrics().horizontalAdvance(left);
    painter.setPen(toneColor(level.left.isNegative() ? Tone::Danger : Tone::Text));
    painter.drawText(first, Qt::AlignRight | Qt::AlignVCenter, left);
    painter.setFont(textFont(-1));
    painter.setPen(toneColor(Tone::TextDim));
    const double nameWidth = first.width() - shift - leftWidth - 8;
    painter.drawText(QRectF(first.left() + shift, first.top() + 1, nameWidth, first.height()),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(textOf(level.name), Qt::ElideRight, int(nameWidth)));
    const double barTop = first.bottom() + 2;
    paintBar(painter, QRectF(box.left(), barTop, box.width(), scaled(12)), level);
    paintWords(painter, QRectF(box.left(), barTop + scaled(12) + 2, box.width(), scaled(15)), level);
}

// The words wear the colours of the bar: they are its legend too.
void BudgetGauge::paintWords(QPainter& painter, const QRectF& line, const SlippageLevelView& level) const
{
    const Tone spentTone = level.left.isNegative() ? Tone::Danger : Tone::Loss;
    const struct
    {
        QString text;
        Tone tone;
    } parts[] = {
        {tr("spent %1").arg(dollarsText(level.spent)), level.spent.isZero() ? Tone::TextDim : spentTone},
        {tr("reserved %1").arg(dollarsText(level.reserved)),
         level.reserved.isZero() ? Tone::TextDim : Tone::Warning},
        {level.improvement.isZero() ? QString() : tr("improved %1").arg(dollarsText(level.improvement)),
         Tone::Gain},
        {level.basisPoints ? tr("%1 bp").arg(QLocale().toString(*level.basisPoints, 'f', 1)) : QString(),
         Tone::TextDim},
    };
    const QString limit = tr("of %1").arg(dollarsText(level.limit));
    const double room = line.width() - painter.fontMetrics().horizontalAdvance(limit) - 10;
    double at = 0;
    for (const auto& part : parts) {
        const double width = painter.fontMetrics().horizontalAdvance(part.text);
        if (at + width > room)
            break;
        if (part.text.isEmpty())
            continue;
        painter.setPen(toneColor(part.tone));
        painter.drawText(QRectF(line.left() + at, line.top(), width + 1, line.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, part.text);
        at += width + 10;
    }
    painter.setPen(toneColor(Tone::TextDim));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, limit);
}

void BudgetGauge::paintBar(QPainter& painter, const QRectF& bar, const SlippageLevelView& level) const
{
    QPainterPath outline;
    outline.addRoundedRect(bar, 3, 3);
    painter.save();
    painter.setClipPath(outline);
    painter.fillRect(bar, toneColor(Tone::Raised));
    const double limit = std::max(0.01, level.limit.toDouble());
    const double spent = std::clamp(level.spent.toDouble() / limit, 0.0, 1.0) * bar.width();
    const double reserved = std::clamp(level.reserved.toDouble() / limit, 0.0, 1.0) * bar.width();
    const Tone spentTone = level.left.isNegative() ? Tone::Danger : Tone::Loss;
    painter.fillRect(QRectF(bar.left(), bar.top(), spent, bar.height()), toneColor(spentTone));
    const QRectF held(bar.left() + spent, bar.top(), std::min(reserved, bar.width() - spent), bar.height());
    QColor light = toneColor(Tone::Warning);
    light.setAlphaF(0.30F);
    painter.fillRect(held, light);
    // Reserved money is not gone yet: hatched, so that it differs from spent without colour.
    painter.fillRect(held, QBrush(toneColor(Tone::Warning), Qt::BDiagPattern));
    const double improved = std::clamp(level.improvement.toDouble() / limit, 0.0, 1.0) * bar.width();
    if (improved > 0) {
        painter.fillRect(QRectF(bar.right() - improved, bar.bottom() - 3, improved, 3),
                         toneColor(Tone::Gain));
    }
    painter.restore();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(toneColor(level.left.isNegative() ? Tone::Danger : Tone::Border), 1));
    painter.drawPath(outline);
}

} // namespace strikedesk::ui
