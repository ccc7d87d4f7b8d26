// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/LedgerReplay.h"

#include "core/venue/ExchangeSession.h"
#include "core/venue/VenueCodec.h"
#include "core/venue/VenueCodecNames.h"

#include <QJsonDocument>
#include <QList>

#include <fmt/format.h>

#include <utility>

namespace strikedesk {
namespace {

const QLatin1String openedKey("opened");
const QLatin1String eventKey("event");

// What two runs must have in common for one to go on with the other: all but the books.
QJsonObject inputsOfRun(QJsonObject summary)
{
    summary.remove(QLatin1String("books"));
    return summary;
}

Result<QList<QJsonObject>> lastRunOf(const QByteArray& lines)
{
    QList<QJsonObject> run;
    qsizetype number = 0;
    for (const QByteArray& line : lines.split('\n')) {
        ++number;
        if (line.isEmpty())
            continue;
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (!document.isObject())
            return fail("venue.ledger_broken",
                        fmt::format("Line {} of the exchange's ledger is not a JSON object.", number));
        if (document.object().contains(openedKey))
            run.clear();
        run.append(document.object());
    }
    return run;
}

Result<void> replayInput(const QJsonObject& line, ExchangeBook& exchange, std::uint64_t& epoch)
{
    StrictObject from(line, "a line of the exchange's ledger");
    const Instant at = from.instant("at");
    const bool isSession = from.has("session");
    const bool isRuling = from.has("ruling");
    VenueCommand command;
    ExchangeRuling ruling;
    if (isSession)
        epoch = std::uint64_t(from.whole("session", 1, venuecodec::sequenceMax));
    else if (isRuling)
        ruling = from.valueOf(venuecodec::rulingFrom(from.object("ruling")));
    else
        command = from.valueOf(venuecodec::commandFrom(from.object("command")));
    if (auto error = from.finish())
        return fail("venue.ledger_broken", error->message);
    exchange.restoreTo(at);
    if (isRuling)
        return exchange.rule(ruling);
    if (!isSession)
        return exchange.take(epoch, std::move(command));
    return exchange.connect(epoch).map([](const VenueListing&) {});
}

} // namespace

Result<std::size_t> replayLedger(const QByteArray& lines, ExchangeBook& exchange)
{
    const auto run = lastRunOf(lines);
    if (!run)
        return fail(run.error());
    if (run->isEmpty() || !run->front().contains(openedKey))
        return fail("venue.ledger_broken", "The exchange's ledger does not begin with the opening of a run.");
    if (inputsOfRun(run->front().value(openedKey).toObject()) != inputsOfRun(exchangeSummary(exchange)))
        return fail(
            "venue.ledger_other_run",
            "The exchange's ledger is of another market or of other options; name another file, or the "
            "same market, seed, fill model, cash, latency and profile.");
    std::uint64_t epoch = 0;
    std::size_t events = 0;
    for (qsizetype index = 1; index < run->size(); ++index) {
        const QJsonObject& line = run->at(index);
        if (!line.contains(eventKey)) {
            if (auto replayed = replayInput(line, exchange, epoch); !replayed)
                return fail(replayed.error());
            continue;
        }
        const QJsonObject written = line.value(eventKey).toObject();
        const auto event = venuecodec::eventFrom(written);
        if (!event)
            return fail("venue.ledger_broken", event.error().message);
        exchange.restoreTo(event->at);
        if (exchange.events().size() <= events || venuecodec::toJson(exchange.events()[events]) != written)
            return fail(
                "venue.ledger_mismatch",
                fmt::format("Event {} of the exchange's ledger does not come out again: the market data or "
                            "the program has changed since.",
                            events + 1));
        ++events;
    }
    return events;
}

} // namespace strikedesk
