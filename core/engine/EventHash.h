// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/Digest.h"

#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

struct DeskEvent;

/// A chain of SHA-256 over the trading events in sequence, each hashed with the link before it as virtual
/// time, kind, actor, entity and canonical body: equal for one build, seed and inputs. Process, epoch, wall
/// time and latencies are not in it (law 8).
///
/// Nobody waits for it, so events are kept as they are until somebody asks or there is time: settle().
/// Thread: owned by one thread, reading as well.
class EventHash
{
public:
    /// Events that are not of trading are passed over.
    void add(const DeskEvent& event, std::string_view canonicalBody);
    /// Hashes what was added.
    void settle() const;
    /// Hexadecimal.
    [[nodiscard]] std::string text() const
    {
        settle();
        return hexText(m_chain);
    }

    template <typename Archive, typename Self>
    friend void describe(Archive& archive, Self& hash, const EventHash*);

private:
    mutable Digest m_chain {};
    mutable std::vector<HashInput> m_pending; ///< Each but for the link before it.
};

} // namespace strikedesk
