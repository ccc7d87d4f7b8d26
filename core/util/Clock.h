// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Instant.h"

#include <atomic>

namespace strikedesk {

/// Where the time comes from. Nobody else asks the operating system (law 8, a test looks).
///
/// Thread: every clock may be read from any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

/// The machine's clock, for wall time stamps (log lines, token expiry, pacing). Never used for trading
/// decisions.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override;
};

/// The virtual clock of replay and simulation, and of tests. Never goes back.
///
/// Thread: one thread advances it, any may read.
class VirtualClock final : public Clock
{
public:
    explicit VirtualClock(Instant start);
    [[nodiscard]] Instant now() const override;
    /// An earlier time than now is a defect of the caller and ends the process.
    void advanceTo(Instant instant);

private:
    std::atomic<Instant::rep> m_microseconds;
};

/// A steady count of seconds since some start, for measuring how long work took. Never part of an event.
[[nodiscard]] double steadySeconds();

} // namespace strikedesk
