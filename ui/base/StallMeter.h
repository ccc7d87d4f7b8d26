// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <vector>

namespace strikedesk::ui {

inline constexpr int heartbeatMs = 5; ///< A stall is what comes on top.

/// How long the GUI thread was deaf.
struct StallReport
{
    double longestMs = 0; ///< The longest time between two chances to handle input.
    double p99Ms = 0;     ///< Of the heartbeats' delays.
    double secondsWatched = 0;
    std::uint64_t beats = 0;
};

/// Watches the GUI thread while it lives: a heartbeat every few milliseconds, and how much later than due it
/// comes.
///
/// Thread: GUI.
class StallMeter final : public QObject
{
    Q_OBJECT

public:
    explicit StallMeter(QObject* parent = nullptr);

    void start();
    [[nodiscard]] StallReport report() const;

private:
    void beat();

    QTimer m_timer;
    double m_startedAt = 0;
    double m_lastBeat = 0;
    std::vector<float> m_delaysMs;
};

} // namespace strikedesk::ui
