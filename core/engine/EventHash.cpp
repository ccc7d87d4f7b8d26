// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/EventHash.h"

#include "core/engine/EventCodec.h"

namespace strikedesk {

namespace {

constexpr std::size_t pendingMost = 64;

} // namespace

void EventHash::add(const DeskEvent& event, std::string_view canonicalBody)
{
    if (!isTrading(event.body))
        return;
    HashInput& input = m_pending.emplace_back();
    input.add(Digest {}); // the place of the link before it
    input.addNumber(static_cast<std::uint64_t>(event.at.time_since_epoch().count()));
    input.addField(kindOf(event.body));
    input.addField(event.actor);
    input.addField(event.entity);
    input.addField(canonicalBody);
    if (m_pending.size() >= pendingMost)
        settle();
}

void EventHash::settle() const
{
    for (HashInput& input : m_pending) {
        input.putFirst(m_chain);
        m_chain = input.digest();
    }
    m_pending.clear();
}

} // namespace strikedesk
