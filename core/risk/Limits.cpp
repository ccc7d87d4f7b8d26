// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/risk/Limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace strikedesk {

namespace {

constexpr std::int64_t limitDollars(std::int64_t whole)
{
    return Money::ofWhole(whole).units();
}

constexpr LimitScopes accountOnly {LimitScopeKind::Account};
constexpr LimitScopes anyScope {LimitScopeKind::Account, LimitScopeKind::Underlying, LimitScopeKind::Expiry,
                                LimitScopeKind::Strategy, LimitScopeKind::Principal};
constexpr LimitScopes ofMarket {LimitScopeKind::Account, LimitScopeKind::Underlying, LimitScopeKind::Expiry};
constexpr LimitScopes ofUnderlying {LimitScopeKind::Account, LimitScopeKind::Underlying};
constexpr LimitScopes ofSender {LimitScopeKind::Account, LimitScopeKind::Strategy, LimitScopeKind::Principal};
constexpr LimitScopes ofPrincipal {LimitScopeKind::Account, LimitScopeKind::Principal};
constexpr LimitScopes ofStrategy {LimitScopeKind::Account, LimitScopeKind::Strategy};

// Sources of the kinds: docs/risk-checks.md. The values suit a paper account of 100,000 dollars.
// clang-format off
    constexpr auto limitRows = std::to_array<LimitRow>({
        {LimitId::OrderContracts,      "risk.max_order_quantity",        "Contracts per leg of an order",        LimitUnit::Contracts, 100, 1'000'000, anyScope},
        {LimitId::OrderShares,         "risk.max_order_shares",          "Shares per leg of an order",           LimitUnit::Shares,    10'000, 1'000'000, anyScope},
        {LimitId::OrderPremium,        "risk.max_order_premium",         "Premium of an order at its worst",     LimitUnit::Dollars,   limitDollars(50'000), limitDollars(1'000'000'000), anyScope},
        {LimitId::OrderNotional,       "risk.max_order_notional",        "Notional value of an order's side",    LimitUnit::Dollars,   limitDollars(5'000'000), limitDollars(10'000'000'000), anyScope},
        {LimitId::OrderLoss,           "risk.max_loss",                  "Maximum loss of an order",             LimitUnit::Dollars,   limitDollars(25'000), limitDollars(1'000'000'000), anyScope},
        {LimitId::NakedGranted,        "risk.naked_granted",             "Uncovered short options are allowed",  LimitUnit::YesNo,     0, 1, anyScope},
        {LimitId::OptionLevel,         "risk.option_level",              "Highest option level used",            LimitUnit::Level,     3, 4, anyScope},
        {LimitId::CollarPercent,       "risk.price_collar_percent",      "Collar: part of the mid",              LimitUnit::Percent,   10, 1'000, anyScope},
        {LimitId::CollarTicks,         "risk.price_collar_ticks",        "Collar: at least",                     LimitUnit::Ticks,     3, 1'000, anyScope},
        {LimitId::CollarSpreadPercent, "risk.price_collar_spread",       "Collar: part of the spread",           LimitUnit::Percent,   100, 1'000, anyScope},
        {LimitId::DuplicateSeconds,    "risk.duplicate",                 "The same order again after",           LimitUnit::Seconds,   2, 86'400, anyScope, true, true},
        {LimitId::OrdersPerSecond,     "risk.order_rate_second",         "Orders in one second",                 LimitUnit::Orders,    5, 1'000, ofSender},
        {LimitId::OrdersPerMinute,     "risk.order_rate_minute",         "Orders in one minute",                 LimitUnit::Orders,    60, 10'000, ofSender},
        {LimitId::PositionContracts,   "risk.max_position_contract",    "Position in one series at worst",      LimitUnit::Contracts, 500, 10'000'000, ofMarket},
        {LimitId::PositionUnderlying,  "risk.max_position_underlying",  "Contracts on one underlying at worst", LimitUnit::Contracts, 2'000, 100'000'000, ofUnderlying},
        {LimitId::PositionShares,      "risk.max_position_shares",      "Shares of one stock at worst",         LimitUnit::Shares,    50'000, 100'000'000, ofUnderlying},
        {LimitId::PortfolioDelta,      "risk.max_portfolio_delta",      "Dollar delta of the book",             LimitUnit::Dollars,   limitDollars(2'000'000), limitDollars(10'000'000'000), ofUnderlying},
        {LimitId::PortfolioVega,       "risk.max_portfolio_vega",       "Vega of the book per point",           LimitUnit::Dollars,   limitDollars(10'000), limitDollars(1'000'000'000), ofUnderlying},
        {LimitId::DailyLoss,           "risk.daily_loss",               "Loss of one day at marks",             LimitUnit::Dollars,   limitDollars(10'000), limitDollars(1'000'000'000), accountOnly},
        {LimitId::Drawdown,            "risk.drawdown",                 "Fall from the highest mark",           LimitUnit::Dollars,   limitDollars(20'000), limitDollars(1'000'000'000), accountOnly},
        {LimitId::MessagesPerMinute,   "risk.message_rate",             "Messages of one sender in a minute",   LimitUnit::Orders,    300, 10'000, ofPrincipal},
        {LimitId::MessagesDisarm,      "risk.message_disarm",           "Messages that disarm their sender",    LimitUnit::Orders,    600, 20'000, ofPrincipal},
        {LimitId::RepeatedExecutions,  "risk.repeated_executions",      "Automated openings of one strategy",   LimitUnit::Orders,    10, 100'000, ofSender},
        {LimitId::OrderToTradeWarning, "risk.order_to_trade_warning",   "Messages for one fill, asking for a word", LimitUnit::Orders, 20, 1'000'000, accountOnly, false, true},
        {LimitId::OrderToTrade,        "risk.order_to_trade",           "Messages for one fill in an hour",     LimitUnit::Orders,    50, 1'000'000, accountOnly},
        {LimitId::NearExpiry,          "risk.near_expiry",              "Nothing opens before the last trade",  LimitUnit::Minutes,   15, 10'080, anyScope, true},
        {LimitId::UnusualSize,         "risk.unusual_size",             "Contracts per leg that ask for a word", LimitUnit::Contracts, 50, 1'000'000, anyScope, false, true},
        {LimitId::VenueRejects,        "risk.venue_rejects",            "Rejects of the venue on one underlying", LimitUnit::Orders,  5, 1'000, accountOnly},
        {LimitId::VenueRejectWindow,   "risk.venue_reject_window",      "Rejects of the venue count for",       LimitUnit::Seconds,   60, 86'400, accountOnly, true},
        {LimitId::BreakerCooldown,     "risk.breaker_cooldown",         "A breaker stays open at least",        LimitUnit::Minutes,   15, 10'080, accountOnly, true},
        {LimitId::RaiseDelay,          "risk.raise_delay",              "A looser limit waits",                 LimitUnit::Minutes,   60, 10'080, accountOnly, true},
        {LimitId::StrategySlippage,    "slippage.strategy",              "Slippage of one strategy",             LimitUnit::Dollars,   limitDollars(500), limitDollars(1'000'000'000), ofStrategy},
        {LimitId::UnderlyingSlippage,  "slippage.underlying",            "Slippage on one underlying",           LimitUnit::Dollars,   limitDollars(750), limitDollars(1'000'000'000), ofUnderlying},
        {LimitId::DaySlippage,         "slippage.day",                   "Slippage of one day",                  LimitUnit::Dollars,   limitDollars(1'000), limitDollars(1'000'000'000), accountOnly},
        {LimitId::SessionSlippage,     "slippage.session",               "Slippage of one session",              LimitUnit::Dollars,   limitDollars(1'000), limitDollars(1'000'000'000), accountOnly},
    });
// clang-format on

consteval bool limitRowsAreInOrder()
{
    for (std::size_t i = 0; i < limitRows.size(); ++i) {
        if (std::size_t(limitRows[i].id) != i || limitRows[i].shipped > limitRows[i].largest)
            return false;
    }
    return true;
}
static_assert(limitRowsAreInOrder());
static_assert(limitRows.size() == std::size_t(LimitId::SessionSlippage) + 1);

} // namespace

std::string_view nameOf(LimitUnit unit)
{
    constexpr std::array<std::string_view, 10> names {"contracts", "shares", "dollars", "percent", "ticks",
                                                      "seconds",   "orders", "level",   "yes/no",  "minutes"};
    return names.at(std::size_t(unit));
}

std::span<const LimitRow> limitTable()
{
    return limitRows;
}

const LimitRow& rowOf(LimitId id)
{
    return limitRows.at(std::size_t(id));
}

Result<LimitId> limitNamed(std::string_view code)
{
    const auto row = std::find_if(limitRows.begin(), limitRows.end(),
                                  [&](const LimitRow& candidate) { return candidate.code == code; });
    if (row == limitRows.end()) {
        return fail(
            "input.limit_code",
            fmt::format("There is no limit \"{}\"; docs/risk-checks.md lists them.", code.substr(0, 60)));
    }
    return row->id;
}

std::optional<std::int64_t> Limits::find(LimitId id) const
{
    const auto found = values.find(id);
    return found == values.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Money> Limits::findMoney(LimitId id) const
{
    const auto units = find(id);
    return units ? std::optional(Money::ofUnits(*units)) : std::nullopt;
}

std::optional<Limits> withNewLimits(const Limits& limits, const Limits& shipped)
{
    Limits added = limits;
    added.values.insert(shipped.values.begin(), shipped.values.end());
    if (added.values.size() == limits.values.size())
        return {};
    ++added.version;
    return added;
}

Limits shippedLimits()
{
    Limits limits {.version = 1, .values = {}};
    for (const LimitRow& row : limitRows)
        limits.values.emplace(row.id, row.shipped);
    return limits;
}

std::string limitText(const LimitRow& row, std::int64_t value)
{
    if (row.unit == LimitUnit::Dollars)
        return Money::ofUnits(value).text();
    if (row.unit == LimitUnit::YesNo)
        return value == 0 ? "no" : "yes";
    return fmt::format("{}", value);
}

Result<std::int64_t> parseLimit(const LimitRow& row, std::string_view text)
{
    const auto refuse = [&] {
        return fail("input.limit_value",
                    fmt::format("The limit {} is {} from 0 to {}, found \"{}\".", row.code, nameOf(row.unit),
                                limitText(row, row.largest), text.substr(0, 40)));
    };
    std::int64_t value = 0;
    if (row.unit == LimitUnit::YesNo) {
        if (text != "yes" && text != "no")
            return refuse();
        value = text == "yes" ? 1 : 0;
    } else if (row.unit == LimitUnit::Dollars) {
        const auto money = Money::parse(text);
        if (!money)
            return refuse();
        value = money->units();
    } else {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size())
            return refuse();
    }
    if (value < 0 || value > row.largest)
        return refuse();
    return value;
}

std::map<std::string, std::string> textsOf(const Limits& limits)
{
    std::map<std::string, std::string> texts;
    for (const auto& [id, value] : limits.values)
        texts.emplace(rowOf(id).code, limitText(rowOf(id), value));
    return texts;
}

Result<Limits> limitsFrom(int version, const std::map<std::string, std::string>& texts)
{
    Limits limits {.version = version, .values = {}};
    for (const auto& [code, text] : texts) {
        const auto id = limitNamed(code);
        if (!id)
            return fail(id.error());
        const auto value = parseLimit(rowOf(*id), text);
        if (!value)
            return fail(value.error());
        limits.values.emplace(*id, *value);
    }
    return limits;
}

} // namespace strikedesk
