// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/StatusStrip.h"

#include "ui/base/ElidedLabel.h"
#include "ui/base/Format.h"
#include "ui/base/Glyphs.h"
#include "ui/base/Labels.h"

#include <QPainter>

#include <algorithm>

namespace strikedesk::ui {
namespace {

constexpr std::size_t queueDepthWarning = 100;
constexpr double dataAgeWarningSeconds = 2;
constexpr double dataAgeStaleSeconds = 15;

} // namespace

StatusPill::StatusPill(const QString& objectName, const QString& accessibleName, QWidget* parent)
    : QAbstractButton(parent)
{
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setFont(textFont(-1));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
}

void StatusPill::setState(Glyph glyph, Tone tone, const QString& text, const QString& tip)
{
    if (m_glyph == glyph && m_tone == tone && this->text() == text && toolTip() == tip)
        return;
    const bool isWider = text.size() != this->text().size();
    m_glyph = glyph;
    m_tone = tone;
    setText(text);
    setToolTip(tip);
    setAccessibleDescription(text);
    if (isWider)
        updateGeometry();
    update();
}

QSize StatusPill::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 30, 20};
}

void StatusPill::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (hasFocus() || underMouse())
        painter.fillRect(rect().adjusted(1, 1, -1, -1), toneColor(Tone::Raised));
    drawGlyph(painter, m_glyph, QRectF(7, height() / 2.0 - 4.5, 9, 9), toneColor(m_tone));
    painter.setPen(toneColor(m_tone == Tone::Good ? Tone::TextDim : m_tone));
    painter.drawText(rect().adjusted(22, 0, -6, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
}

StatusStrip::StatusStrip(QWidget* parent)
    : QStatusBar(parent)
{
    setObjectName(u"statusStrip"_s);
    setSizeGripEnabled(false);
    for (const char* link : {"feed", "venue", "storage"})
        m_links[QLatin1String(link)] = addPill(u"statusLink_"_s + QLatin1String(link),
                                               tr("Link %1").arg(QLatin1String(link)), u"healthDock"_s);
    m_dataAge = addPill(u"statusDataAge"_s, tr("Data age"), u"chainDock"_s);
    m_queue = addPill(u"statusQueue"_s, tr("Command queue"), u"ordersDock"_s);
    m_budget = addPill(u"statusBudget"_s, tr("Slippage budget left"), u"slippageDock"_s);
    m_armed = addPill(u"statusArmed"_s, tr("Armed state"), u"healthDock"_s);
    m_failure = new ElidedLabel(this, Qt::ElideRight);
    m_failure->setObjectName(u"statusFailure"_s);
    m_failure->setTone(Tone::Danger);
    addWidget(m_failure, 1);
    m_audit = new StatusPill(u"statusAudit"_s, tr("Audit head"), this);
    connect(m_audit, &QAbstractButton::clicked, this, [this] { Q_EMIT panelWanted(u"auditDock"_s); });
    addPermanentWidget(m_audit);
}

StatusPill* StatusStrip::addPill(const QString& objectName, const QString& accessibleName,
                                 const QString& dock)
{
    auto* pill = new StatusPill(objectName, accessibleName, this);
    connect(pill, &QAbstractButton::clicked, this, [this, dock] { Q_EMIT panelWanted(dock); });
    addWidget(pill);
    return pill;
}

void StatusStrip::setLinks(const DeskSnapshot& desk)
{
    for (const LinkView& link : desk.links) {
        StatusPill* pill = m_links.value(textOf(link.name));
        if (!pill)
            continue;
        const QString age = link.ageSeconds ? u" · "_s + ageText(link.ageSeconds) : QString();
        pill->setState(link.isUp ? Glyph::Dot : Glyph::Cross, link.isUp ? Tone::Good : Tone::Danger,
                       link.isUp ? textOf(link.name) : tr("%1 down").arg(textOf(link.name)),
                       textOf(link.name) + u": "_s + (link.isUp ? tr("up") : tr("down")) + u" · "_s
                           + textOf(link.detail) + age);
    }
}

void StatusStrip::setDesk(const DeskSnapshot& desk)
{
    setLinks(desk);
    const double limit = desk.mode == DeskMode::Replay ? 90 : dataAgeWarningSeconds;
    const bool isOld = !desk.dataAgeSeconds || *desk.dataAgeSeconds > limit;
    const bool isStale = !desk.dataAgeSeconds || *desk.dataAgeSeconds > std::max(limit, dataAgeStaleSeconds);
    m_dataAge->setState(Glyph::Clock,
                        isStale     ? Tone::Danger
                            : isOld ? Tone::Warning
                                    : Tone::TextDim,
                        tr("data %1").arg(ageText(desk.dataAgeSeconds)),
                        tr("Time since anything was last heard from the feed"));
    m_queue->setState(Glyph::Skip, desk.queueDepth > queueDepthWarning ? Tone::Warning : Tone::TextDim,
                      tr("queue %1").arg(desk.queueDepth), tr("Commands that wait for the trading thread"));
    const auto day = std::find_if(desk.slippageLevels.begin(), desk.slippageLevels.end(),
                                  [](const SlippageLevelView& level) { return level.level == "day"; });
    if (day == desk.slippageLevels.end())
        m_budget->setState(Glyph::Ring, Tone::TextDim, tr("budget %1").arg(unknownText()),
                           tr("No slippage budget for the day is set"));
    else
        m_budget->setState(
            day->left.isNegative() ? Glyph::Warning : Glyph::Ring,
            day->left.isNegative() ? Tone::Danger : Tone::TextDim,
            tr("budget %1 left").arg(dollarsText(day->left)),
            tr("Slippage budget of the day: limit %1, spent %2, reserved %3")
                .arg(dollarsText(day->limit), dollarsText(day->spent), dollarsText(day->reserved)));
    const QString reason = textOf(desk.disarmedReason);
    m_armed->setState(desk.isArmed ? Glyph::Check : Glyph::Warning, desk.isArmed ? Tone::Good : Tone::Danger,
                      desk.isArmed ? tr("armed") : tr("disarmed: %1").arg(reason),
                      desk.isArmed ? tr("Orders may be sent")
                                   : tr("Orders that open are refused: %1").arg(reason));
    m_audit->setState(
        Glyph::Check, Tone::TextDim,
        tr("audit #%1 %2").arg(desk.durableSequence).arg(textOf(desk.auditHead).left(8)),
        tr("Durable up to record %1, head %2").arg(desk.durableSequence).arg(textOf(desk.auditHead)));
}

void StatusStrip::showFailure(const QString& sentence)
{
    m_failure->setText(sentence);
}

} // namespace strikedesk::ui
