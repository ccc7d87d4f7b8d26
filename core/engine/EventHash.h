// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/Digest.h"

#include <string>
#include <string_view>

namespace strikedesk {

struct DeskEvent;

/// SHA-256 over the trading events in sequence, each as virtual time, kind, actor, entity and canonical body:
/// equal for one build, seed and inputs. Process, epoch, wall time and latencies are not in it (law 8).
class EventHash
{
public:
    /// Events that are not of trading are passed over.
    void add(const DeskEvent& event, std::string_view canonicalBody);
    /// Hexadecimal.
    [[nodiscard]] std::string text() const { return hexText(m_hasher.digest()); }

    /// Where the stream stands, for a snapshot of the state.
    [[nodiscard]] std::string position() const { return m_hasher.state(); }
    /// False, and nothing changed, when the text is no position().
    [[nodiscard]] bool resume(std::string_view position);

private:
    Hasher m_hasher;
};

} // namespace strikedesk
