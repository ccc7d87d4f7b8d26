// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/Route.h"
#include "core/api/handlers/Handlers.h"

#include <array>

namespace strikedesk::api {
namespace {

constexpr ScopeSet nobody;
constexpr ScopeSet proposing = Scope::Propose | Scope::Trade;
constexpr ScopeSet ruling = Scope::Read | Scope::Bot;

using enum HttpMethod;
using enum BodyKind;
using Limit = LimitClass;

// clang-format off
const std::array routeRows {
    Route {Get,    "/health",                    nobody,         Limit::Free,  None, "", "getHealth",        "Liveness, with the checks behind it; 503 when the engine does not answer", "", 200, getHealth},
    Route {Get,    "/status",                    Scope::Read,    Limit::Read,  None, "", "getStatus",        "Mode, armed, reconciled, links, data age, queue depth, session progress", "", 200, getStatus},
    Route {Get,    "/metrics",                   Scope::Read,    Limit::Read,  None, "", "getMetrics",       "Prometheus text, prefix strikedesk_, base units", "", 200, getMetrics},
    Route {Get,    "/openapi.json",              nobody,         Limit::Free,  None, "", "getOpenApi",       "This interface as an OpenAPI 3.1 document", "", 200, getOpenApi},
    Route {Get,    "/docs",                      nobody,         Limit::Free,  None, "", "getDocs",          "This interface as a page for people", "", 200, getDocs},
    Route {Get,    "/api/v1/account",            Scope::Read,    Limit::Read,  None, "", "getAccount",       "Cash, buying power, margin, net liquidation", "", 200, getAccount},
    Route {Get,    "/api/v1/positions",          Scope::Read,    Limit::Read,  None, "underlying limit cursor", "getPositions", "Legs, with sums by structure, settlement instant, underlying and in total", "", 200, getPositions},
    Route {Get,    "/api/v1/greeks",             Scope::Read,    Limit::Read,  None, "level underlying limit cursor", "getGreeks", "Greeks by leg, structure, settlement instant, underlying and in total", "", 200, getGreeks},
    Route {Get,    "/api/v1/pnl",                Scope::Read,    Limit::Read,  None, "", "getPnl",           "Realised, unrealised and fees, at mark and at liquidation", "", 200, getPnl},
    Route {Get,    "/api/v1/chain/{underlying}", Scope::Read,    Limit::Read,  None, "expiry limit cursor", "getChain", "Quotes, volatilities and Greeks of the listed contracts", "", 200, getChain},
    Route {Post,   "/api/v1/orders/preview",     proposing,      Limit::Read,  Required, "", "previewOrder", "What an order would cost and do; sends nothing", "Order", 200, previewOrder},
    Route {Post,   "/api/v1/orders",             Scope::Trade,   Limit::Order, Required, "", "submitOrder",  "Sends an order through the risk gate", "Order", 201, submitOrder},
    Route {Get,    "/api/v1/orders",             Scope::Read,    Limit::Read,  None, "state limit cursor", "listOrders", "Orders, newest first", "", 200, listOrders},
    Route {Get,    "/api/v1/orders/{id}",        Scope::Read,    Limit::Read,  None, "", "getOrder",         "One order with every step of its life", "", 200, getOrder},
    Route {Patch,  "/api/v1/orders/{id}",        Scope::Trade,   Limit::Order, Required, "", "replaceOrder", "Changes the limit or the quantity of a working order", "OrderChange", 200, replaceOrder},
    Route {Delete, "/api/v1/orders/{id}",        Scope::Trade,   Limit::Kill,  None, "", "cancelOrder",      "Cancels a working order", "", 200, cancelOrder},
    Route {Get,    "/api/v1/fills",              Scope::Read,    Limit::Read,  None, "order limit cursor", "listFills", "Executions, newest first", "", 200, listFills},
    Route {Get,    "/api/v1/slippage",           Scope::Read,    Limit::Read,  None, "limit cursor", "getSlippage", "Slippage budgets and the ledger's newest entries", "", 200, getSlippage},
    Route {Get,    "/api/v1/execution-quality",  Scope::Read,    Limit::Read,  None, "by limit cursor", "getExecutionQuality", "What orders have cost, by underlying, structure, strategy, type, venue, hour, day, sender or order", "", 200, getExecutionQuality},
    Route {Get,    "/api/v1/scenario",           Scope::Read,    Limit::Read,  None, "", "getScenario",      "The book over prices, volatilities and dates, and what each underlying ends in", "", 200, getScenario},
    Route {Get,    "/api/v1/margin",             Scope::Read,    Limit::Read,  None, "", "getMargin",        "What the book ties up by underlying: strategy-based with its pairings, and by ten moves", "", 200, getMargin},
    Route {Get,    "/api/v1/surveillance",       Scope::Read,    Limit::Read,  None, "", "getSurveillance", "Own orders as a surveillance desk sees them: cancel ratio, messages for a fill, layering-like patterns", "", 200, getSurveillance},
    Route {Get,    "/api/v1/rules",              Scope::Read,    Limit::Read,  None, "", "listRules",        "Positions that have rules, and what has become of these", "", 200, listRules},
    Route {Get,    "/api/v1/rules/templates",    Scope::Read,    Limit::Read,  None, "", "listRuleTemplates", "Rules that are shipped, by what was paid for a structure", "", 200, listRuleTemplates},
    Route {Get,    "/api/v1/positions/{id}/rules", ruling,       Limit::Read,  None, "", "getRules",         "The rules of a position, and what each would do now", "", 200, getRules},
    Route {Put,    "/api/v1/positions/{id}/rules", Scope::Bot,   Limit::Order, Required, "", "setRules",     "Sets all rules of a position, instead of those before", "Rules", 200, setRules},
    Route {Delete, "/api/v1/positions/{id}/rules", Scope::Bot,   Limit::Kill,  None, "", "removeRules",      "Takes the rules of a position away; what they have at the venue is cancelled", "", 200, removeRules},
    Route {Post,   "/api/v1/positions/{id}/rules/preview", ruling, Limit::Read, Optional, "", "previewRules", "What each rule would do now, or each of these if they were set; changes nothing", "RulePreview", 200, previewRules},
    Route {Post,   "/api/v1/positions/{id}/rules/pause",  Scope::Bot, Limit::Kill,  Optional, "", "pauseRules",  "The rules of a position look at nothing; what they have at the venue is cancelled", "Reason", 200, pauseRules},
    Route {Post,   "/api/v1/positions/{id}/rules/resume", Scope::Bot, Limit::Order, Optional, "", "resumeRules", "The rules of a position go on", "Reason", 200, resumeRules},
    Route {Get,    "/api/v1/rolls",              ruling,         Limit::Read,  None, "", "listRolls",        "Rolls of positions, the newest first: how far each is, and what it has paid", "", 200, listRolls},
    Route {Delete, "/api/v1/rolls/{id}",         Scope::Bot,     Limit::Kill,  None, "", "stopRoll",         "Nothing more of a roll is sent, and what works is cancelled", "", 200, stopRoll},
    Route {Post,   "/api/v1/positions/{id}/roll/candidates", ruling, Limit::Read, Optional, "", "findRollCandidates", "What a position could be rolled into, the best first; changes nothing", "Roll", 200, findRollCandidates},
    Route {Post,   "/api/v1/positions/{id}/roll/preview", ruling, Limit::Read, Optional, "", "previewRoll",  "What a roll would cost and do, and in which packages it would go; sends nothing", "Roll", 200, previewRoll},
    Route {Post,   "/api/v1/positions/{id}/roll", Scope::Bot,    Limit::Order, Required, "", "startRoll",   "Rolls a position into the contracts of \"to\" through the risk gate", "Roll", 201, startRoll},
    Route {Get,    "/api/v1/positions/{id}/roll/chain", ruling,  Limit::Read,  None, "", "getRollChain",     "What a position comes from and became: credit, realised result and fees of each", "", 200, getRollChain},
    Route {Get,    "/api/v1/structures",         Scope::Read,    Limit::Read,  None, "", "listStructures",   "The structures the desk knows by name, each with its legs as a pattern", "", 200, listStructures},
    Route {Get,    "/api/v1/risk",               Scope::Read,    Limit::Read,  None, "", "getRisk",          "Limits, the kill switch and what recovery found", "", 200, getRisk},
    Route {Put,    "/api/v1/risk/limits",        Scope::Admin,   Limit::Order, Required, "", "setLimits",    "Sets limits of one scope: tighter ones at once, looser hard ones after a delay", "Limits", 200, setLimits},
    Route {Post,   "/api/v1/risk/limits/cancel", Scope::Admin,   Limit::Order, Required, "", "cancelLimitRaise", "Takes back a looser limit that still waits", "LimitCancel", 200, cancelLimitRaise},
    Route {Post,   "/api/v1/kill",               Scope::Kill,    Limit::Kill,  Optional, "", "engageKill",   "Blocks entries and cancels every working order; may flatten", "Kill", 200, engageKill},
    Route {Post,   "/api/v1/kill/drill",         Scope::Kill,    Limit::Heavy, Optional, "", "drillKill",    "Tries the kill switch out on the simulated exchange and reports its times", "", 200, drillKill},
    Route {Post,   "/api/v1/kill/reset",         Scope::Admin,   Limit::Order, Required, "", "resetKill",    "Lifts the kill switch; a reason is needed", "Reason", 200, resetKill},
    Route {Post,   "/api/v1/breaker/trip",       Scope::Kill,    Limit::Kill,  Required, "", "tripBreaker",  "Holds an account, underlying, strategy or leg back: block_entries, reduce_only or freeze", "BreakerTrip", 200, tripBreaker},
    Route {Post,   "/api/v1/breaker/reset",      Scope::Admin,   Limit::Order, Required, "", "resetBreaker", "Lets orders of a scope go again after its breaker has tripped; a reason is needed", "BreakerReset", 200, resetBreaker},
    Route {Post,   "/api/v1/risk/senders",       Scope::Admin,   Limit::Order, Required, "", "enableSender", "Enables a sender that was disarmed; its counters start anew", "Sender", 200, enableSender},
    Route {Post,   "/api/v1/risk/restricted",    Scope::Admin,   Limit::Order, Required, "", "restrictUnderlying", "Puts an underlying on the restricted list, or takes it off", "Restriction", 200, restrictUnderlying},
    Route {Get,    "/api/v1/session",            Scope::Read,    Limit::Read,  None, "", "getSession",       "The running session: phases, tasks, what is next", "", 200, getSession},
    Route {Post,   "/api/v1/session/start",      Scope::Session, Limit::Order, Required, "", "startSession", "Starts an unattended session from a plan", "SessionStart", 200, startSession},
    Route {Post,   "/api/v1/session/abort",      Scope::Session, Limit::Kill,  Optional, "", "abortSession", "Ends the running session", "Reason", 200, abortSession},
    Route {Post,   "/api/v1/session/resume",     Scope::Session, Limit::Order, Optional, "", "resumeSession", "Goes on with a session that waits", "", 200, resumeSession},
    Route {Get,    "/api/v1/session/report",     Scope::Read,    Limit::Read,  None, "", "getSessionReport", "What the session did, with its progress file", "", 200, getSessionReport},
    Route {Get,    "/api/v1/audit",              Scope::Audit,   Limit::Read,  None, "after limit", "listAudit", "Audit records after a sequence number, oldest first", "", 200, listAudit},
    Route {Get,    "/api/v1/audit/verify",       Scope::Audit,   Limit::Heavy, None, "after limit", "verifyAudit", "Recomputes the chain of hashes, at most so many records at a time", "", 200, verifyAudit},
    Route {Get,    "/api/v1/stream",             nobody,         Limit::Free,  None, "", "getStream",        "WebSocket: topics with sequence numbers; the token (scope read) comes in the first message", "", 101, getStream},
    Route {Post,   "/api/v1/feed",               Scope::Admin,   Limit::Order, Required, "", "switchFeed",   "Drops or restores the simulated or recorded market feed", "Feed", 200, switchFeed},
};
// clang-format on

} // namespace

std::span<const Route> routes()
{
    return routeRows;
}

std::string_view nameOf(LimitClass limit)
{
    switch (limit) {
    case LimitClass::Free: return "free";
    case LimitClass::Read: return "read";
    case LimitClass::Heavy: return "heavy";
    case LimitClass::Order: return "order";
    case LimitClass::Kill: return "kill";
    }
    return {};
}

} // namespace strikedesk::api
