// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/EventHash.h"

#include "core/engine/EventCodec.h"

namespace strikedesk {

void EventHash::add(const DeskEvent& event, std::string_view canonicalBody)
{
    if (!isTrading(event.body))
        return;
    HashInput input;
    input.add(m_chain);
    input.addNumber(static_cast<std::uint64_t>(event.at.time_since_epoch().count()));
    input.addField(kindOf(event.body));
    input.addField(event.actor);
    input.addField(event.entity);
    input.addField(canonicalBody);
    m_chain = input.digest();
}

} // namespace strikedesk
