// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/StallMeter.h"

#include "core/util/Clock.h"

#include <algorithm>

namespace strikedesk::ui {
namespace {

constexpr std::size_t beatsMax = 2'000'000; // Nearly three hours; then the meter stops counting.

} // namespace

StallMeter::StallMeter(QObject* parent)
    : QObject(parent)
{
    m_timer.setInterval(heartbeatMs);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &StallMeter::beat);
}

void StallMeter::start()
{
    m_delaysMs.clear();
    m_startedAt = steadySeconds();
    m_lastBeat = m_startedAt;
    m_timer.start();
}

void StallMeter::beat()
{
    const double now = steadySeconds();
    if (m_delaysMs.size() < beatsMax)
        m_delaysMs.push_back(float(std::max(0.0, (now - m_lastBeat) * 1000 - heartbeatMs)));
    m_lastBeat = now;
}

StallReport StallMeter::report() const
{
    StallReport report;
    if (!m_timer.isActive())
        return report;
    report.beats = m_delaysMs.size();
    report.secondsWatched = steadySeconds() - m_startedAt;
    // A stall that has not ended yet counts as well, also before the first heartbeat.
    report.longestMs = std::max(0.0, (steadySeconds() - m_lastBeat) * 1000 - heartbeatMs);
    if (m_delaysMs.empty())
        return report;
    std::vector<float> sorted = m_delaysMs;
    std::sort(sorted.begin(), sorted.end());
    report.longestMs = std::max(double(sorted.back()), report.longestMs);
    report.p99Ms = sorted[std::size_t(double(sorted.size() - 1) * 0.99)];
    return report;
}

} // namespace strikedesk::ui
