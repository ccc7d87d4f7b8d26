// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/InProcessVenue.h"

#include "core/util/Assert.h"
#include "core/venue/LedgerFile.h"

#include <utility>

namespace strikedesk {

InProcessVenue::InProcessVenue(std::shared_ptr<ExchangeBook> exchange)
    : InProcessVenue(std::move(exchange), nullptr)
{
}

InProcessVenue::InProcessVenue(std::shared_ptr<ExchangeBook> exchange, std::unique_ptr<LedgerFile> ledger)
    : m_exchange(std::move(exchange))
    , m_ledger(std::move(ledger))
{
    STRIKEDESK_ASSERT(m_exchange, "a session needs an exchange");
}

InProcessVenue::~InProcessVenue() = default;

const CapabilityProfile& InProcessVenue::profile() const
{
    return m_exchange->options().profile;
}

Result<VenueListing> InProcessVenue::connect(std::uint64_t epoch)
{
    auto listing = m_exchange->connect(epoch);
    if (listing)
        m_epoch = epoch;
    return listing;
}

bool InProcessVenue::isConnected() const
{
    return m_epoch != 0 && m_exchange->checkSession(m_epoch).has_value();
}

Result<void> InProcessVenue::send(const VenueCommand& command)
{
    if (m_ledger && m_ledger->failure())
        return fail(*m_ledger->failure());
    return m_exchange->take(m_epoch, command);
}

Result<std::vector<VenueEvent>> InProcessVenue::advanceTo(Instant instant, std::uint64_t afterSequence)
{
    return m_exchange->advanceTo(m_epoch, instant, afterSequence);
}

Result<VenueListing> InProcessVenue::listing()
{
    if (auto session = m_exchange->checkSession(m_epoch); !session)
        return fail(session.error());
    return m_exchange->listing();
}

Result<std::optional<VenueOrderRow>> InProcessVenue::query(const ClientOrderId& id)
{
    if (auto session = m_exchange->checkSession(m_epoch); !session)
        return fail(session.error());
    return m_exchange->find(id);
}

} // namespace strikedesk
