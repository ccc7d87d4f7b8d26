// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/Digest.h"

#include <string>
#include <string_view>

namespace strikedesk {

struct DeskEvent;

/// A chain of SHA-256 over the trading events in sequence, each hashed with the link before it as virtual
/// time, kind, actor, entity and canonical body: equal for one build, seed and inputs. Process, epoch, wall
/// time and latencies are not in it (law 8).
class EventHash
{
public:
    /// Events that are not of trading are passed over.
    void add(const DeskEvent& event, std::string_view canonicalBody);
    /// Hexadecimal.
    [[nodiscard]] std::string text() const { return hexText(m_chain); }

    template <typename Archive, typename Self>
    friend void describe(Archive& archive, Self& hash, const EventHash*);

private:
    Digest m_chain {};
};

} // namespace strikedesk
