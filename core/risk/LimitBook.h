// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/risk/Limits.h"
#include "core/util/Instant.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace strikedesk {

/// A looser value that somebody has asked for and that does not count yet.
struct PendingLimit
{
    LimitScope scope;
    LimitId id = LimitId::OrderContracts;
    std::optional<std::int64_t> value; ///< Absent: the limit of this scope is taken away.
    Instant askedAt;
    Instant from; ///< Virtual time at which it begins to count.
    std::string actor;
    std::string reason;
};

/// Which way a change goes. Tightening counts at once; loosening a hard limit waits.
enum class LimitStep { None, Tighter, Looser };

/// What binds one order.
struct BoundLimits
{
    Limits limits;                        ///< The tightest of every scope that the order stands in.
    std::map<LimitId, LimitScope> narrow; ///< Where it is not the account's.
};

/// All limits of a profile by scope, and those that wait. Written by the fold of the desk's events only.
///
/// A value. Thread: owned by one thread.
class LimitBook
{
public:
    /// The whole set of the account; what is set for narrower scopes stays.
    void setAccount(Limits limits);
    /// One limit of one scope, absent: none any more. Whatever waited for it is dropped: the newest word
    /// counts.
    void set(const LimitScope& scope, LimitId id, std::optional<std::int64_t> value, int version);
    void addPending(PendingLimit pending);
    void dropPending(const LimitScope& scope, LimitId id);

    [[nodiscard]] int version() const { return m_account.version; }
    [[nodiscard]] const Limits& account() const { return m_account; }
    [[nodiscard]] const std::map<LimitScope, Limits>& narrower() const { return m_narrower; }
    [[nodiscard]] const std::vector<PendingLimit>& pending() const { return m_pending; }
    [[nodiscard]] const PendingLimit* pending(const LimitScope& scope, LimitId id) const;
    [[nodiscard]] std::optional<std::int64_t> find(const LimitScope& scope, LimitId id) const;

    /// The tightest of the account's and these scopes'; absent when none of them has it.
    [[nodiscard]] std::optional<std::int64_t> tightest(LimitId id, const ScopesOfOrder& scopes) const;
    /// Limits that are sums over a scope (isSumOfScope) stay the account's: they are measured per scope.
    [[nodiscard]] BoundLimits boundFor(const ScopesOfOrder& scopes) const;
    /// Those of `scopes` that have limits of their own.
    [[nodiscard]] std::vector<std::pair<LimitScope, Limits>> narrowerOf(const ScopesOfOrder& scopes) const;

    template <typename Archive, typename Self>
    friend void describe(Archive& archive, Self& book, const LimitBook*);

private:
    Limits m_account;
    std::map<LimitScope, Limits> m_narrower;
    std::vector<PendingLimit> m_pending; ///< In the order in which they were asked for.
};

/// True for limits whose measure is a sum over all orders of the scope (rates, Greeks): a narrower scope's
/// is compared with the sum of that scope, not with the account's.
[[nodiscard]] bool isSumOfScope(LimitId id);

/// What changing `before` into `after` does; absent stands for no limit of that scope.
[[nodiscard]] LimitStep stepOf(LimitId id, std::optional<std::int64_t> before,
                               std::optional<std::int64_t> after);

} // namespace strikedesk
