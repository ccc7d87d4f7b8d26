// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QWidget>

namespace strikedesk::ui {

/// A word on a block of colour: the mode, a warning that must not be overlooked.
class Badge final : public QWidget
{
    Q_OBJECT

public:
    /// With `isOutlined` the fill is only drawn as a border.
    explicit Badge(const QString& accessibleName, bool isOutlined = false, QWidget* parent = nullptr);

    void setBadge(const QString& text, Tone textTone, Tone fill);
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    Tone m_textTone = Tone::Text;
    Tone m_fill = Tone::Raised;
    bool m_isOutlined;
};

} // namespace strikedesk::ui
