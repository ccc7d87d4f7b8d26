// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/EventHash.h"

#include "core/engine/EventCodec.h"

#include <utility>

namespace strikedesk {

void EventHash::add(const DeskEvent& event, std::string_view canonicalBody)
{
    if (!isTrading(event.body))
        return;
    m_hasher.addNumber(static_cast<std::uint64_t>(event.at.time_since_epoch().count()));
    m_hasher.addField(kindOf(event.body));
    m_hasher.addField(event.actor);
    m_hasher.addField(event.entity);
    m_hasher.addField(canonicalBody);
}

bool EventHash::resume(std::string_view position)
{
    auto hasher = Hasher::fromState(position);
    if (hasher)
        m_hasher = std::move(*hasher);
    return hasher.has_value();
}

} // namespace strikedesk
