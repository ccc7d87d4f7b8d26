// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskCommands.h"

#include <mutex>
#include <vector>

namespace strikedesk::ui {

/// A desk with a script: serves hand-built snapshots, records commands and answers them at once.
class FixtureDesk final : public Desk
{
public:
    FixtureDesk();

    // What tests look at and change. publish() sends the changed values to the screen.
    DeskSnapshot desk;
    PricingSnapshot priced;
    OrderPreview preview;
    std::vector<CommandEnvelope> commands;
    bool isQueueFull = false;
    int scenariosAsked = 0;
    bool holdsSubmits = false; ///< Orders are taken and not answered: the test answers.
    void publish();

    template <typename Command>
    [[nodiscard]] std::vector<Command> sent() const
    {
        std::vector<Command> found;
        for (const CommandEnvelope& envelope : commands) {
            if (const auto* command = std::get_if<Command>(&envelope.command))
                found.push_back(*command);
        }
        return found;
    }

    [[nodiscard]] Result<void> submit(CommandEnvelope envelope) override;
    [[nodiscard]] DeskSnapshotPtr snapshot() const override;
    [[nodiscard]] PricingSnapshotPtr pricing() const override;
    void focusChain(const std::string& underlying, std::optional<Date> expiry) override;
    void askScenario() override;
    void onSnapshot(std::function<void()> wake) override;
    [[nodiscard]] Result<std::vector<AuditRow>> auditAfter(std::uint64_t sequence,
                                                           std::size_t count) const override;

private:
    mutable std::mutex m_mutex;
    DeskSnapshotPtr m_snapshot;
    PricingSnapshotPtr m_pricing;
    std::function<void()> m_wake;
};

} // namespace strikedesk::ui
