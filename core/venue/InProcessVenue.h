// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/venue/Venue.h"
#include "core/venue/exchange/ExchangeBook.h"

#include <memory>

namespace strikedesk {

class LedgerFile;

/// A session with an exchange in this process. The exchange may outlive the session: give the same one to the
/// next and it is fenced and drained as one in a process of its own would be.
class InProcessVenue final : public Venue
{
public:
    explicit InProcessVenue(std::shared_ptr<ExchangeBook> exchange);
    /// A `ledger` that observes the exchange lives as long as the session. When it can no longer be written,
    /// what is sent is refused (`venue.ledger`): an exchange that cannot remember must not trade.
    InProcessVenue(std::shared_ptr<ExchangeBook> exchange, std::unique_ptr<LedgerFile> ledger);
    ~InProcessVenue() override;

    [[nodiscard]] const CapabilityProfile& profile() const override;
    [[nodiscard]] Result<VenueListing> connect(std::uint64_t epoch) override;
    [[nodiscard]] bool isConnected() const override;
    [[nodiscard]] Result<void> send(const VenueCommand& command) override;
    [[nodiscard]] Result<std::vector<VenueEvent>> advanceTo(Instant instant,
                                                            std::uint64_t afterSequence) override;
    [[nodiscard]] Result<VenueListing> listing() override;
    [[nodiscard]] Result<std::optional<VenueOrderRow>> query(const ClientOrderId& id) override;

    [[nodiscard]] ExchangeBook& exchange() { return *m_exchange; }

private:
    std::shared_ptr<ExchangeBook> m_exchange;
    std::unique_ptr<LedgerFile> m_ledger;
    std::uint64_t m_epoch = 0;
};

} // namespace strikedesk
