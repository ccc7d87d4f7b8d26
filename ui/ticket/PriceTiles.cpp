// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/PriceTiles.h"

#include "ui/base/Format.h"
#include "ui/theme/Theme.h"

#include <QPainter>

#include <algorithm>

namespace strikedesk::ui {
namespace {

constexpr int tileHeight = 46;
constexpr int scaleHeight = 20;
constexpr int tileGap = 6;

} // namespace

PriceTiles::PriceTiles(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(u"priceTiles"_s);
    setAccessibleName(tr("Net prices"));
    setFixedHeight(tileHeight + scaleHeight);
}

QSize PriceTiles::sizeHint() const
{
    return {320, tileHeight + scaleHeight};
}

void PriceTiles::setPrices(std::optional<Price> mid, std::optional<Price> natural, std::optional<Price> worst)
{
    if (m_mid == mid && m_natural == natural && m_worst == worst)
        return;
    m_mid = mid;
    m_natural = natural;
    m_worst = worst;
    setAccessibleDescription(tr("Mid %1, natural %2, worst %3")
                                 .arg(netPriceText(mid), netPriceText(natural), netPriceText(worst)));
    update();
}

void PriceTiles::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintTiles(painter);
    paintScale(painter);
}

void PriceTiles::paintTiles(QPainter& painter) const
{
    const struct
    {
        QString title;
        std::optional<Price> price;
        Tone edge;
    } tiles[] = {{tr("MID"), m_mid, Tone::Accent},
                 {tr("NATURAL"), m_natural, Tone::BorderStrong},
                 {tr("WORST"), m_worst, Tone::Warning}};
    const double width = (this->width() - 2.0 * tileGap) / 3;
    for (int i = 0; i < 3; ++i) {
        const QRectF box(i * (width + tileGap), 0, width, tileHeight);
        painter.setPen(Qt::NoPen);
        painter.setBrush(toneColor(Tone::Raised));
        painter.drawRoundedRect(box, 4, 4);
        painter.setBrush(toneColor(tiles[i].edge));
        painter.drawRect(QRectF(box.left(), box.top() + 6, 2.5, box.height() - 12));
        painter.setFont(textFont(-2, true));
        painter.setPen(toneColor(Tone::TextDim));
        painter.drawText(box.adjusted(10, 5, -6, 0), Qt::AlignLeft | Qt::AlignTop, tiles[i].title);
        painter.setFont(textFont(3, true));
        painter.setPen(toneColor(tiles[i].price ? Tone::Text : Tone::TextDim));
        const QString amount = tiles[i].price ? priceText(absolute(*tiles[i].price), 2) : unknownText();
        const QRectF line = box.adjusted(10, 0, -6, -4);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignBottom, amount);
        if (!tiles[i].price || tiles[i].price->isZero())
            continue;
        const bool isDebit = tiles[i].price->isPositive();
        painter.setFont(textFont(-1));
        painter.setPen(toneColor(isDebit ? Tone::Buy : Tone::Sell));
        painter.drawText(line.adjusted(0, 0, 0, -1), Qt::AlignRight | Qt::AlignBottom,
                         isDebit ? tr("debit") : tr("credit"));
    }
}

void PriceTiles::paintScale(QPainter& painter) const
{
    const QRectF line(6, tileHeight + scaleHeight / 2.0, width() - 12, 0);
    painter.setPen(QPen(toneColor(Tone::Border), 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(line.topLeft(), line.topRight());
    if (!m_mid || !m_natural)
        return;
    const double mid = m_mid->toDouble();
    double low = std::min(mid, m_natural->toDouble());
    double high = std::max(mid, m_natural->toDouble());
    if (m_worst) {
        low = std::min(low, m_worst->toDouble());
        high = std::max(high, m_worst->toDouble());
    }
    if (high - low < 1e-9)
        return;
    // Towards the right it gets worse for us: a net price that rises pays more or receives less.
    const auto place
        = [&](Price price) { return line.left() + (price.toDouble() - low) / (high - low) * line.width(); };
    if (m_worst) {
        painter.setPen(QPen(toneColor(Tone::Warning), 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(place(*m_mid), line.y()), QPointF(place(*m_worst), line.y()));
    }
    const auto mark = [&](Price price, Tone tone) {
        painter.setPen(QPen(toneColor(Tone::Surface), 1.5));
        painter.setBrush(toneColor(tone));
        painter.drawEllipse(QPointF(place(price), line.y()), 5, 5);
    };
    mark(*m_natural, Tone::BorderStrong);
    if (m_worst)
        mark(*m_worst, Tone::Warning);
    mark(*m_mid, Tone::Accent);
}

} // namespace strikedesk::ui
