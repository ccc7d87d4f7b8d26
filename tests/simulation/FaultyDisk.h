// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Random.h"

#include <cstdint>

namespace strikedesk {

/// How a disk answers once it no longer writes.
enum class DiskFailure { None, Full, InputOutput };

/// What a test does to the disk of a profile. Operations are writes and synchronisations.
class FaultyDisk
{
public:
    virtual ~FaultyDisk() = default;

    /// The power goes at the n-th operation from now; 0: it stays.
    virtual void cutAfter(int operations) = 0;
    /// From the n-th operation on, each fails until mend(); 0: none does.
    virtual void failAfter(int operations, DiskFailure failure) = 0;
    [[nodiscard]] virtual bool isOff() const = 0;
    [[nodiscard]] virtual bool isFailing() const = 0;
    /// The power is back: what had not been synchronised may be there or not. Nothing may be open.
    virtual void restore(Random& random) = 0;
    virtual void mend() = 0;
    /// Writes that a cut has dropped or torn so far.
    [[nodiscard]] virtual std::uint64_t writesLost() const = 0;
};

/// Counts operations until the fault that was asked for. Thread: owned by its disk.
class DiskFaults
{
public:
    void cutAfter(int operations) { m_untilCut = operations; }
    void failAfter(int operations, DiskFailure failure)
    {
        m_untilFailure = operations;
        m_failure = failure;
    }
    /// What this operation is answered with; None lets it through.
    [[nodiscard]] DiskFailure nextOperation()
    {
        if (m_untilCut > 0 && --m_untilCut == 0)
            m_isOff = true;
        if (m_untilFailure > 0 && --m_untilFailure == 0)
            m_isFailing = true;
        return m_isOff ? DiskFailure::InputOutput : m_isFailing ? m_failure : DiskFailure::None;
    }
    [[nodiscard]] bool isOff() const { return m_isOff; }
    [[nodiscard]] bool isFailing() const { return m_isFailing; }
    void restore()
    {
        m_isOff = false;
        m_untilCut = 0;
    }
    void mend()
    {
        m_isFailing = false;
        m_untilFailure = 0;
    }

private:
    int m_untilCut = 0;
    int m_untilFailure = 0;
    DiskFailure m_failure = DiskFailure::None;
    bool m_isOff = false;
    bool m_isFailing = false;
};

} // namespace strikedesk
