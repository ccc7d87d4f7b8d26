// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/Route.h"

namespace strikedesk::api {

// One handler per route: a snapshot becomes JSON, or JSON becomes a command, and nothing else happens. They
// run on the api thread and never wait for the desk.

[[nodiscard]] Outcome getHealth(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome getStatus(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome getMetrics(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome getOpenApi(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome getDocs(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome getStream(ApiContext& context, const RouteCall& call);

[[nodiscard]] Outcome getAccount(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome getPositions(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome getGreeks(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome getPnl(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome getChain(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome listStructures(ApiContext& context, const RouteCall& call);

[[nodiscard]] Outcome previewOrder(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome submitOrder(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome listOrders(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome getOrder(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome replaceOrder(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome cancelOrder(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome listFills(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome getSlippage(ApiContext& context, const RouteCall& call);

[[nodiscard]] Outcome getScenario(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome getMargin(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome getExecutionQuality(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome getSurveillance(ApiContext& context, const RouteCall& call);

[[nodiscard]] Outcome getRisk(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome setLimits(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome cancelLimitRaise(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome engageKill(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome drillKill(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome resetKill(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome tripBreaker(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome resetBreaker(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome enableSender(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome restrictUnderlying(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome switchFeed(ApiContext& context, const RouteCall& call);

[[nodiscard]] Outcome listRuleTemplates(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome listRules(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome getRules(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome previewRules(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome setRules(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome pauseRules(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome resumeRules(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome removeRules(ApiContext& context, const RouteCall& call);

[[nodiscard]] Outcome findRollCandidates(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome previewRoll(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome startRoll(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome stopRoll(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome listRolls(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome getRollChain(ApiContext& context, const RouteCall& call);

[[nodiscard]] Outcome getSession(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome startSession(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome abortSession(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome resumeSession(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome getSessionReport(ApiContext& context, const RouteCall& call);

[[nodiscard]] Outcome listAudit(ApiContext& context, const RouteCall& call);
[[nodiscard]] Outcome verifyAudit(ApiContext& context, const RouteCall& call);

} // namespace strikedesk::api
