// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskCommands.h"
#include "core/engine/DeskContext.h"
#include "core/risk/LimitBook.h"

#include <functional>
#include <optional>
#include <string>

namespace strikedesk {

/// Lets people set limits: a tighter one counts at once, a looser hard one after a delay of virtual time, so
/// that nobody talks the desk into more risk in the heat of a moment. Until then it can be taken back.
///
/// Thread: trading.
class LimitDesk
{
public:
    using Announce = std::function<void(const std::string&)>;

    /// `announce` takes a line to a place outside whenever a limit loosens or is to; it may be empty.
    LimitDesk(DeskContext& context, Announce announce);

    /// All of them or none. `input.limit_scope`, `input.limit_code`, `input.limit_value`, `input.reason`;
    /// `input.underlying` for one that the market does not list.
    [[nodiscard]] Result<LimitsReply> set(const std::string& actor, const SetLimits& command);
    /// `risk.limit_not_pending`, and those of set().
    [[nodiscard]] Result<void> cancel(const std::string& actor, const CancelLimitRaise& command);

    /// What has waited long enough counts from now on.
    void tick();
    [[nodiscard]] std::optional<Instant> nextDue() const;

private:
    struct Change
    {
        LimitId id = LimitId::OrderContracts;
        std::optional<std::int64_t> value;
    };

    [[nodiscard]] Result<LimitScope> scopeFrom(const std::string& text) const;
    [[nodiscard]] Result<Change> changeFrom(const LimitScope& scope, const std::string& code,
                                            const std::string& value) const;
    [[nodiscard]] LimitOutcome apply(const std::string& actor, const LimitScope& scope, const Change& change,
                                     const std::string& reason);
    void record(const std::string& actor, const LimitScope& scope, const Change& change,
                const std::string& reason);
    void tell(const std::string& line) const;

    DeskContext& m_context;
    Announce m_announce;
};

} // namespace strikedesk
