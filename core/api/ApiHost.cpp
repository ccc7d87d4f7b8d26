// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/ApiHost.h"

#include "core/api/Endpoint.h"
#include "core/api/RouteMatch.h"
#include "core/api/handlers/Handlers.h"
#include "core/util/Clock.h"

#include <QCoreApplication>
#include <QFile>
#include <QTcpSocket>

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace strikedesk::api {
namespace {

RequestDoor::Admission refusedAdmission(ApiAnswer answer)
{
    RequestDoor::Admission admission;
    admission.refusal = std::move(answer);
    return admission;
}

RequestDoor::Admission refusedAdmission(std::string code, std::string message)
{
    return refusedAdmission(problemAnswer(Error {std::move(code), std::move(message)}));
}

/// A path that exists does not take this method; OPTIONS is told which it takes.
RequestDoor::Admission otherMethod(const PathMatch& match, HttpMethod method)
{
    ApiAnswer answer;
    answer.status = 204;
    if (method != HttpMethod::Options)
        answer = problemAnswer(HttpRefusal {405, "http.method_not_allowed",
                                            "This path does not take this method; see the Allow header."});
    answer.headers.emplace_back("Allow", match.allowHeader());
    return refusedAdmission(std::move(answer));
}

bool isJsonMedia(std::string_view type)
{
    std::string media(type.substr(0, type.find(';')));
    while (!media.empty() && media.back() == ' ')
        media.pop_back();
    std::transform(media.begin(), media.end(), media.begin(),
                   [](unsigned char c) { return char(std::tolower(c)); });
    return media == "application/json";
}

Result<void> checkBody(const HttpHead& head, const Route& route)
{
    if (route.body == BodyKind::None && head.contentLength > 0)
        return fail("input.body", "This route takes no body.");
    if (route.body == BodyKind::Required && head.contentLength == 0)
        return fail("input.body", "This route needs a JSON body.");
    if (head.contentLength > 0 && !isJsonMedia(head.header("content-type").value_or("")))
        return fail("input.media_type", "Send the body with 'Content-Type: application/json'.");
    return {};
}

bool isStreamUpgrade(const HttpHead& head, const Route& route)
{
    return route.handler == getStream && head.method == HttpMethod::Get
        && head.headerHasToken("connection", "upgrade") && head.headerHasToken("upgrade", "websocket");
}

bool isNothingDone(const Error& error)
{
    return error.code.rfind("engine.", 0) == 0;
}

} // namespace

ApiHost::ApiHost(Desk& desk, ApiOptions options)
    : m_desk(desk)
    , m_options(std::move(options))
    , m_context {desk, m_statistics}
    , m_runner(desk, m_options.commandTimeOutSeconds, this)
    , m_tokens(desk, m_runner, this)
    , m_owner(m_runner, m_tokens, this)
    , m_stream(desk, m_tokens, this)
    , m_inner(this)
    , m_gate(m_options.limits, *this, this)
{
}

ApiHost::~ApiHost()
{
    m_gate.close();
    if (m_hasEndpoint)
        QFile::remove(QString::fromStdString(endpointPath(m_options.profileDir)));
}

void ApiHost::start(const Started& started)
{
    const Result<std::uint16_t> port = openDoors();
    if (!port) {
        started(port);
        return;
    }
    m_tokens.ensureFirstToken(
        m_options.profileDir, [this, started, port = *port](const Result<void>& ensured) {
            if (!ensured) {
                started(fail(ensured.error()));
                return;
            }
            const Result<void> written
                = writeEndpoint(m_options.profileDir,
                                {fmt::format("http://127.0.0.1:{}", port),
                                 ownerSocketPath(m_options.profileDir), QCoreApplication::applicationPid()});
            m_hasEndpoint = written.has_value();
            started(written ? Result<std::uint16_t>(port) : fail(written.error()));
        });
}

Result<std::uint16_t> ApiHost::openDoors()
{
    m_statistics.startedAt = steadySeconds();
    m_statistics.gate = &m_gate.metrics();
    std::vector<InnerRoute> innerRoutes;
    for (const Route& route : routes())
        innerRoutes.push_back({route.method, route.path});
    const Result<void> inner = m_inner.start(
        innerRoutes, [this](std::uint64_t number, QByteArray body, const InnerHttp::Done& answer) {
            dispatch(number, std::move(body), answer);
        });
    if (!inner)
        return fail(inner.error());
    if (const Result<void> owner = m_owner.listen(ownerSocketPath(m_options.profileDir)); !owner)
        return fail(owner.error());
    return m_gate.listen(m_options.port);
}

RequestDoor::Admission ApiHost::admit(const HttpHead& head)
{
    std::optional<PathMatch> match = matchPath(head.path);
    if (!match)
        return refusedAdmission("http.not_found",
                                "There is nothing at this path; /docs lists what there is.");
    const Route* route = match->find(head.method);
    if (!route)
        return otherMethod(*match, head.method);
    auto call = std::make_shared<RouteCall>();
    call->route = route;
    call->arguments = std::move(match->arguments);
    if (const Result<void> known = authenticate(head, *call); !known)
        return refusedAdmission(problemAnswer(known.error()));
    if (!m_rates.take(call->caller.tokenId, route->limit, steadySeconds()))
        return refusedAdmission("api.rate_limit", "Too many requests with this token; wait a second.");
    auto query = readQuery(head.query, route->query);
    if (!query)
        return refusedAdmission(problemAnswer(query.error()));
    call->query = std::move(*query);
    if (const Result<void> fits = checkBody(head, *route); !fits)
        return refusedAdmission(problemAnswer(fits.error()));
    if (const auto key = head.header("idempotency-key"); key && route->method == HttpMethod::Post) {
        if (const Result<void> legal = checkIdempotencyKey(*key); !legal)
            return refusedAdmission(problemAnswer(legal.error()));
        call->idempotencyKey = std::string(*key);
    }
    call->id = ++m_lastCall;
    Admission admission;
    admission.isWebSocket = isStreamUpgrade(head, *route);
    if (admission.isWebSocket && !m_stream.hasRoom())
        return refusedAdmission("api.busy", "Too many streams are open.");
    admission.call = std::move(call);
    return admission;
}

Result<void> ApiHost::authenticate(const HttpHead& head, RouteCall& call)
{
    if (call.route->anyOf.isEmpty())
        return {};
    constexpr std::string_view scheme = "bearer ";
    const std::string_view given = head.header("authorization").value_or("");
    std::string begin(given.substr(0, scheme.size()));
    std::transform(begin.begin(), begin.end(), begin.begin(),
                   [](unsigned char c) { return char(std::tolower(c)); });
    if (begin != scheme)
        return fail("auth.missing", "Send a token: 'Authorization: Bearer TOKEN'.");
    const Result<Caller> caller = m_tokens.callerOf(given.substr(scheme.size()));
    if (!caller)
        return fail(caller.error());
    if (!caller->scopes.hasAnyOf(call.route->anyOf))
        return fail("auth.scope",
                    fmt::format("The token '{}' has the scopes {}; this needs {}.", caller->name,
                                caller->scopes.text(), call.route->anyOf.text()));
    call.caller = *caller;
    call.isAuthenticated = true;
    return {};
}

void ApiHost::serve(const std::shared_ptr<RouteCall>& call, QByteArray body, Done done)
{
    const double begunAt = steadySeconds();
    const std::uint64_t number = call->id;
    const std::string operation = call->route->name;
    m_serving[number] = {call, begunAt};
    const bool isUrgent = call->route->limit == LimitClass::Kill;
    const InnerRoute route {call->route->method, call->route->path};
    const bool isTaken = m_inner.ask(
        number, route, body, isUrgent, [this, number, operation, begunAt, done](const ApiAnswer& answer) {
            m_serving.erase(number);
            m_statistics.count(operation, answer.status, steadySeconds() - begunAt);
            done(answer);
        });
    if (isTaken)
        return;
    m_serving.erase(number);
    const ApiAnswer busy
        = problemAnswer(Error {"api.busy", "Too many requests are being served; ask again."});
    // Later, as the gate expects.
    QMetaObject::invokeMethod(
        this, [done, busy] { done(busy); }, Qt::QueuedConnection);
}

void ApiHost::upgrade(const std::shared_ptr<RouteCall>&, QTcpSocket* socket)
{
    m_stream.take(socket);
}

void ApiHost::dispatch(std::uint64_t number, QByteArray body, const Done& answer)
{
    const auto serving = m_serving.find(number);
    if (serving == m_serving.end()) {
        answer(problemAnswer(Error {"api.internal", "The request is not known any more."}));
        return;
    }
    const std::shared_ptr<RouteCall> call = serving->second.call;
    call->body = std::move(body);
    m_statistics.connections = m_gate.connectionCount();
    m_statistics.streamClients = m_stream.clientCount();
    m_statistics.pendingRequests = m_inner.pendingCount();
    if (!m_desk.snapshot()) {
        answer(problemAnswer(Error {"engine.starting", "The desk is still starting."}));
        return;
    }
    Outcome outcome = call->route->handler(m_context, *call);
    if (auto* ready = std::get_if<ApiAnswer>(&outcome))
        answer(*ready);
    else
        runCommand(call, std::move(std::get<CommandCall>(outcome)), answer);
}

void ApiHost::runCommand(const std::shared_ptr<RouteCall>& call, CommandCall command, const Done& answer)
{
    const std::string& token = call->caller.tokenId;
    const std::string& key = call->idempotencyKey;
    if (!key.empty()) {
        const std::string request = std::string(call->route->name) + '\n' + call->body.toStdString();
        if (const auto instead = m_idempotency.begin(token, key, request, steadySeconds())) {
            answer(*instead);
            return;
        }
    }
    CommandEnvelope envelope;
    envelope.principal = {"token:" + call->caller.name, {}, false};
    envelope.command = std::move(command.command);
    if (!key.empty())
        envelope.idempotencyKey = token + ":" + key;
    const auto answerOf = [answer = std::move(command.answer)](const Result<DeskReply>& reply) {
        return reply ? answer(*reply) : problemAnswer(reply.error());
    };
    const auto keep = [this, token, key, answerOf](const Result<DeskReply>& reply) {
        if (key.empty() || (!reply && reply.error().code == "unknown.command"))
            return;
        if (!reply && isNothingDone(reply.error()))
            m_idempotency.forget(token, key);
        else
            m_idempotency.finish(token, key, answerOf(reply));
    };
    m_runner.run(
        std::move(envelope),
        [answer, answerOf, keep](const Result<DeskReply>& reply) {
            keep(reply);
            answer(answerOf(reply));
        },
        keep);
}

} // namespace strikedesk::api
