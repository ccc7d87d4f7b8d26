// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/SocketVenue.h"

#include "core/util/Assert.h"
#include "core/util/Clock.h"
#include "core/venue/ExchangeWire.h"
#include "core/venue/StrictJson.h"
#include "core/venue/VenueCodec.h"
#include "core/venue/VenueCodecNames.h"

#include <QLocalSocket>
#include <QThread>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

// How long a blocking wait sleeps at most before the deadline is looked at again.
constexpr double waitSliceSeconds = 1.0;

Result<QJsonObject> positiveAnswerOf(const QJsonObject& answer)
{
    if (answer.value(QLatin1String("ok")).toBool())
        return answer;
    const std::string code = answer.value(QLatin1String("code")).toString().toStdString();
    if (code.empty())
        return fail("venue.protocol", "The exchange's answer is neither a result nor an error.");
    return fail(code, answer.value(QLatin1String("message")).toString().toStdString());
}

} // namespace

struct SocketVenue::Private
{
    [[nodiscard]] Result<void> openSocket();
    [[nodiscard]] Result<QJsonObject> ask(const QJsonObject& request);
    [[nodiscard]] Result<QJsonObject> awaitAnswer(double deadline);
    void enterThread();
    [[nodiscard]] tl::unexpected<Error> linkLost(const char* code, const std::string& what);

    std::string path;
    std::chrono::milliseconds patience {};
    QLocalSocket socket;
    wire::FrameReader frames {wire::answerBytesMax};
    CapabilityProfile profile;
    bool isSessionOpen = false;
};

tl::unexpected<Error> SocketVenue::Private::linkLost(const char* code, const std::string& what)
{
    isSessionOpen = false;
    socket.abort();
    return fail(code, what);
}

// A line of its own for every session: what the one before still carries is never read as an answer.
Result<void> SocketVenue::Private::openSocket()
{
    enterThread();
    socket.abort();
    frames = wire::FrameReader(wire::answerBytesMax);
    socket.connectToServer(wireText(path));
    if (!socket.waitForConnected(int(patience.count())))
        return fail("venue.unreachable",
                    fmt::format("No exchange answers at {}: {}.", path, socket.errorString().toStdString()));
    return {};
}

Result<QJsonObject> SocketVenue::Private::ask(const QJsonObject& request)
{
    if (socket.state() != QLocalSocket::ConnectedState)
        return linkLost("venue.link_down", fmt::format("The exchange at {} is not connected.", path));
    enterThread();
    const double deadline = steadySeconds() + std::chrono::duration<double>(patience).count();
    socket.write(wire::frameOf(request));
    socket.flush();
    Result<QJsonObject> answer = awaitAnswer(deadline);
    if (!answer)
        return answer;
    Result<QJsonObject> checked = positiveAnswerOf(*answer);
    if (!checked && checked.error().code == "venue.fenced")
        isSessionOpen = false;
    return checked;
}

// A socket that still belongs to the thread that opened it is read by that thread's event loop too: an answer
// would be taken away under the one who waits for it.
void SocketVenue::Private::enterThread()
{
    if (socket.thread() == QThread::currentThread())
        return;
    STRIKEDESK_ASSERT(socket.thread() == nullptr, "the venue's last thread has left it");
    socket.moveToThread(QThread::currentThread());
}

Result<QJsonObject> SocketVenue::Private::awaitAnswer(double deadline)
{
    for (;;) {
        auto answer = frames.next();
        if (!answer)
            return linkLost("venue.protocol", answer.error().message);
        if (*answer)
            return **answer;
        const double left = deadline - steadySeconds();
        if (left <= 0)
            return linkLost("venue.timeout",
                            fmt::format("The exchange at {} did not answer within {} ms; what became of the "
                                        "request is not known.",
                                        path, patience.count()));
        const int sliceMs = std::max(1, int(std::min(left, waitSliceSeconds) * 1'000));
        const bool isReady = socket.bytesAvailable() > 0 || socket.waitForReadyRead(sliceMs);
        if (socket.bytesAvailable() > 0)
            frames.append(socket.readAll());
        if (!isReady && socket.state() != QLocalSocket::ConnectedState) {
            if (auto last = frames.next(); last && *last)
                return **last;
            return linkLost("venue.link_down", fmt::format("The exchange at {} has gone away.", path));
        }
    }
}

Result<std::unique_ptr<SocketVenue>> SocketVenue::open(const std::string& socketPath,
                                                       std::chrono::milliseconds patience)
{
    auto venue = later(socketPath, patience);
    if (auto opened = venue->d->openSocket(); !opened)
        return fail(opened.error());
    return venue;
}

std::unique_ptr<SocketVenue> SocketVenue::later(const std::string& socketPath,
                                                std::chrono::milliseconds patience)
{
    auto state = std::make_unique<Private>();
    state->path = socketPath;
    state->patience = patience;
    return std::unique_ptr<SocketVenue>(new SocketVenue(std::move(state)));
}

SocketVenue::SocketVenue(std::unique_ptr<Private> state)
    : d(std::move(state))
{
}

SocketVenue::~SocketVenue() = default;

void SocketVenue::leaveThread()
{
    if (d->socket.thread() == QThread::currentThread())
        d->socket.moveToThread(nullptr);
}

const CapabilityProfile& SocketVenue::profile() const
{
    return d->profile;
}

Result<VenueListing> SocketVenue::connect(std::uint64_t epoch)
{
    if (d->socket.state() != QLocalSocket::ConnectedState) {
        if (auto opened = d->openSocket(); !opened)
            return fail(opened.error());
    }
    const auto answer = d->ask(
        {{QStringLiteral("op"), QStringLiteral("connect")}, {QStringLiteral("epoch"), qint64(epoch)}});
    if (!answer)
        return fail(answer.error());
    auto profile = venuecodec::profileFrom(answer->value(QLatin1String("profile")).toObject());
    if (!profile)
        return d->linkLost("venue.protocol", profile.error().message);
    auto listing = venuecodec::listingFrom(answer->value(QLatin1String("listing")).toObject());
    if (!listing)
        return d->linkLost("venue.protocol", listing.error().message);
    d->profile = *std::move(profile);
    d->isSessionOpen = true;
    return listing;
}

bool SocketVenue::isConnected() const
{
    return d->isSessionOpen && d->socket.state() == QLocalSocket::ConnectedState;
}

Result<void> SocketVenue::send(const VenueCommand& command)
{
    const auto answer = d->ask({{QStringLiteral("op"), QStringLiteral("send")},
                                {QStringLiteral("command"), venuecodec::toJson(command)}});
    if (!answer)
        return fail(answer.error());
    return {};
}

Result<std::vector<VenueEvent>> SocketVenue::advanceTo(Instant instant, std::uint64_t afterSequence)
{
    std::vector<VenueEvent> events;
    for (;;) {
        const auto after = qint64(events.empty() ? afterSequence : events.back().sequence);
        const auto answer = d->ask({{QStringLiteral("op"), QStringLiteral("advance")},
                                    {QStringLiteral("to"), wireText(exactIsoText(instant))},
                                    {QStringLiteral("after"), after}});
        if (!answer)
            return fail(answer.error());
        for (const QJsonValue& value : answer->value(QLatin1String("events")).toArray()) {
            auto event = venuecodec::eventFrom(value.toObject());
            if (!event)
                return d->linkLost("venue.protocol", event.error().message);
            events.push_back(*std::move(event));
        }
        if (!answer->value(QLatin1String("more")).toBool())
            return events;
    }
}

Result<VenueListing> SocketVenue::listing()
{
    const auto answer = d->ask({{QStringLiteral("op"), QStringLiteral("listing")}});
    if (!answer)
        return fail(answer.error());
    auto listing = venuecodec::listingFrom(answer->value(QLatin1String("listing")).toObject());
    if (!listing)
        return d->linkLost("venue.protocol", listing.error().message);
    return listing;
}

Result<void> SocketVenue::rule(const ExchangeRuling& ruling)
{
    return d
        ->ask({{QStringLiteral("op"), QStringLiteral("rule")},
               {QStringLiteral("ruling"), venuecodec::toJson(ruling)}})
        .map([](const QJsonObject&) {});
}

Result<std::optional<VenueOrderRow>> SocketVenue::query(const ClientOrderId& id)
{
    const auto answer = d->ask({{QStringLiteral("op"), QStringLiteral("query")},
                                {QStringLiteral("client_order_id"), wireText(id.text())}});
    if (!answer)
        return fail(answer.error());
    const QJsonValue found = answer->value(QLatin1String("order"));
    if (found.isNull())
        return std::nullopt;
    auto row = venuecodec::orderRowFrom(found.toObject());
    if (!row)
        return d->linkLost("venue.protocol", row.error().message);
    return *std::move(row);
}

} // namespace strikedesk
