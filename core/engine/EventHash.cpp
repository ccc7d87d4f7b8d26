// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/EventHash.h"

#include "core/engine/EventCodec.h"

namespace strikedesk {

void EventHash::add(const DeskEvent& event, std::string_view canonicalBody)
{
    if (!isTrading(event.body))
        return;
    Hasher hasher;
    hasher.add(m_chain);
    hasher.addNumber(static_cast<std::uint64_t>(event.at.time_since_epoch().count()));
    hasher.addField(kindOf(event.body));
    hasher.addField(event.actor);
    hasher.addField(event.entity);
    hasher.addField(canonicalBody);
    m_chain = hasher.digest();
}

} // namespace strikedesk
