// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"
#include "ui/base/Cell.h"

#include <QAbstractButton>
#include <QHash>
#include <QStatusBar>

namespace strikedesk::ui {

class ElidedLabel;

/// A shape and a few words in the status bar; a click opens the panel that says more.
class StatusPill final : public QAbstractButton
{
    Q_OBJECT

public:
    StatusPill(const QString& objectName, const QString& accessibleName, QWidget* parent = nullptr);

    void setState(Glyph glyph, Tone tone, const QString& text, const QString& tip);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Glyph m_glyph = Glyph::Dot;
    Tone m_tone = Tone::TextDim;
};

/// Links, data age, queue, budget, armed state and audit head, always in sight.
class StatusStrip final : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusStrip(QWidget* parent = nullptr);

    void setDesk(const DeskSnapshot& desk);
    /// A refusal or failure, in red, until the next one.
    void showFailure(const QString& sentence);

Q_SIGNALS:
    /// The object name of the dock that says more.
    void panelWanted(const QString& dock);

private:
    [[nodiscard]] StatusPill* addPill(const QString& objectName, const QString& accessibleName,
                                      const QString& dock);
    void setLinks(const DeskSnapshot& desk);

    QHash<QString, StatusPill*> m_links;
    StatusPill* m_dataAge = nullptr;
    StatusPill* m_queue = nullptr;
    StatusPill* m_budget = nullptr;
    StatusPill* m_armed = nullptr;
    StatusPill* m_audit = nullptr;
    ElidedLabel* m_failure = nullptr;
};

} // namespace strikedesk::ui
