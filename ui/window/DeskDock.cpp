// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/DeskDock.h"

#include "ui/base/DeskPanel.h"
#include "ui/base/Format.h"
#include "ui/base/Glyphs.h"
#include "ui/base/Labels.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace strikedesk::ui {
namespace {

constexpr int dockTitleHeight = 24;

/// A small button that is one shape.
class GlyphButton final : public QAbstractButton
{
public:
    GlyphButton(Glyph glyph, const QString& name, QWidget* parent)
        : QAbstractButton(parent)
        , m_glyph(glyph)
    {
        setAccessibleName(name);
        setToolTip(name);
        setFixedSize(18, 18);
        setFocusPolicy(Qt::TabFocus);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const bool isHot = underMouse() || hasFocus();
        if (isHot) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(toneColor(Tone::Border));
            painter.drawRoundedRect(rect(), 3, 3);
        }
        drawGlyph(painter, m_glyph, QRectF(5, 5, 8, 8), toneColor(isHot ? Tone::Text : Tone::TextDim));
    }

    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }

private:
    Glyph m_glyph;
};

QWidget* buildDockTitle(QDockWidget& dock)
{
    auto* bar = new QWidget(&dock);
    bar->setFixedHeight(dockTitleHeight);
    auto* title = dimLabel(bar, dock.windowTitle());
    title->setFont(textFont(-1, true));
    auto* floating
        = new GlyphButton(Glyph::Window, QDockWidget::tr("Detach %1").arg(dock.windowTitle()), bar);
    auto* closing = new GlyphButton(Glyph::Cross, QDockWidget::tr("Close %1").arg(dock.windowTitle()), bar);
    QObject::connect(floating, &QAbstractButton::clicked, &dock,
                     [&dock] { dock.setFloating(!dock.isFloating()); });
    QObject::connect(closing, &QAbstractButton::clicked, &dock, &QDockWidget::close);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(10, 0, 4, 0);
    row->setSpacing(2);
    row->addWidget(title, 1);
    row->addWidget(floating);
    row->addWidget(closing);
    return bar;
}

} // namespace

DeskDock::DeskDock(const QString& objectName, const QString& title, QWidget* panel, QWidget* parent)
    : QDockWidget(title, parent)
{
    setObjectName(objectName);
    setAccessibleName(title);
    setWidget(panel);
    panel->setAccessibleName(title);
    m_title = buildDockTitle(*this);
    m_noTitle = new QWidget(this);
    m_noTitle->hide();
    setTitleBarWidget(m_title);
    if (auto* seen = qobject_cast<DeskPanel*>(panel))
        connect(this, &QDockWidget::visibilityChanged, seen, &DeskPanel::setSeen);
}

void DeskDock::showTitle(bool isShown)
{
    QWidget* wanted = isShown ? m_title : m_noTitle;
    if (titleBarWidget() == wanted)
        return;
    titleBarWidget()->hide();
    setTitleBarWidget(wanted);
    wanted->show();
}

} // namespace strikedesk::ui
