// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/Answer.h"
#include "core/api/RouteCall.h"
#include "core/api/Scope.h"
#include "core/engine/DeskCommands.h"

#include <functional>
#include <span>
#include <string_view>
#include <variant>

namespace strikedesk::api {

struct ApiStatistics;

/// What a handler may look at.
struct ApiContext
{
    Desk& desk;
    const ApiStatistics& statistics;
};

/// A handler that wants the desk to do something: the command, and what to say when it is done. A refusal of
/// the desk becomes a problem document by itself.
struct CommandCall
{
    DeskCommand command;
    std::function<ApiAnswer(const DeskReply&)> answer;
};

using Outcome = std::variant<ApiAnswer, CommandCall>;
using Handler = Outcome (*)(ApiContext& context, const RouteCall& call);

/// How often one token may use a route.
enum class LimitClass { Free, Read, Heavy, Order, Kill };
enum class BodyKind { None, Optional, Required };

/// One row of the public surface.
struct Route
{
    HttpMethod method;
    const char* path; ///< With {braces}.
    ScopeSet anyOf;   ///< Empty: no token needed.
    LimitClass limit;
    BodyKind body;
    const char* query; ///< Names of allowed parameters, separated by blanks.
    const char* name;  ///< The operation's name in OpenAPI, unique.
    const char* summary;
    const char* schema; ///< Of the body, by name; empty when there is none.
    int success;        ///< The status of a good answer.
    Handler handler;
};

/// The whole public surface. The gate, the OpenAPI document, the docs page, docs/api.md and the tests are
/// made from it.
[[nodiscard]] std::span<const Route> routes();

[[nodiscard]] std::string_view nameOf(LimitClass limit);

} // namespace strikedesk::api
