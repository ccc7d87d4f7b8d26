// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace strikedesk::ui {

/// How far a session is: done, failed, open. No tasks is an empty bar, never a full one.
class ProgressStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressStrip(QWidget* parent = nullptr);

    void setCounts(int total, int done, int failed);
    [[nodiscard]] QSize sizeHint() const override { return {200, 8}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_total = 0;
    int m_done = 0;
    int m_failed = 0;
};

} // namespace strikedesk::ui
