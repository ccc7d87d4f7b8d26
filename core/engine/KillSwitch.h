// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/OrderDesk.h"

#include <optional>
#include <set>
#include <string>

namespace strikedesk {

enum class KillPurpose { Earnest, Drill };

/// The name of a file beside `killFilePath` that engages the kill switch, if one is there: KILL, or kill, as
/// people type it. An empty path has none.
[[nodiscard]] std::optional<std::string> killFileBeside(const std::string& killFilePath);

/// Blocks every entry path, cancels what works, flattens if asked, and counts what the venue confirmed.
/// Engaged it stays engaged, over restarts, until a person resets it.
///
/// Thread: trading.
class KillSwitch
{
public:
    /// Makes the file that latchOutside() needs beforehand: a full disk has no room for a new one.
    KillSwitch(DeskContext& context, OrderDesk& orders, std::string sideFilePath, std::string killFilePath);

    /// Never refused. A second one keeps the first reason and may add the flattening.
    void engage(const std::string& actor, const std::string& reason, bool flatten,
                KillPurpose purpose = KillPurpose::Earnest);
    /// `risk.kill_not_engaged`, `input.reason`, `risk.kill_file` while a file engages it, `risk.kill_busy`
    /// while cancels are not confirmed yet.
    [[nodiscard]] Result<void> reset(const std::string& actor, const std::string& reason);
    /// Cancels what could not be cancelled before (an order that was still being sent) and works the
    /// flattening.
    void tick();

    /// From now on only what reduces risk goes out, noted in the side file since the record cannot take it
    /// (law 5).
    /// While storage fails an engaged kill is latched as the file KILL, so that it outlives the process.
    void latchOutside() const;
    void onStorageFailure(const Error& error);
    void sendOnlyReducing(std::deque<VenueCommand>& outbox);

    /// "", "working", "done" or "impossible: …".
    [[nodiscard]] std::string flattenState() const;

private:
    void cancelAll();
    void flattenStructures();
    [[nodiscard]] bool isKnownToVenue(const ClientOrderId& id) const;
    void noteAside(const std::string& line) const;

    DeskContext& m_context;
    OrderDesk& m_orders;
    std::string m_sideFilePath;
    std::string m_killFilePath;
    std::set<std::string> m_flattening; ///< Structures whose close has been sent by this run of the engine.
    std::string m_flattenTrouble;
};

} // namespace strikedesk
