// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/LedgerFile.h"

#include "core/venue/ExchangeSession.h"
#include "core/venue/LedgerReplay.h"
#include "core/venue/StrictJson.h"
#include "core/venue/VenueCodec.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <fmt/format.h>

#include <utility>

namespace strikedesk {

struct LedgerFile::Private
{
    [[nodiscard]] Result<void> openAt(const std::string& path);
    void write(const QJsonObject& line);
    void writeEvent(const VenueEvent& event);
    void writeInput(const ExchangeBook::Input& input);
    void observe();

    std::shared_ptr<ExchangeBook> exchange;
    QFile file;
    std::optional<Error> failure;
};

namespace {

/// What the first line begins with; who was killed in it has written a part of that.
constexpr QByteArrayView firstWords("{\"opened\":");

/// A name that was mistyped may be somebody's document: it is looked at before anything is written.
Result<void> checkIsLedger(const QString& path)
{
    QFile file(path);
    const QFileInfo info(path);
    if (!info.exists())
        return {};
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        return fail(
            "venue.ledger",
            fmt::format("The ledger {} is not a file that can be read; name another.", path.toStdString()));
    const QByteArray begin = file.read(firstWords.size());
    if (firstWords.first(begin.size()) == begin)
        return {};
    return fail("venue.ledger_broken",
                fmt::format("{} is not the ledger of an exchange; nothing was changed. Name another file.",
                            path.toStdString()));
}

} // namespace

Result<void> LedgerFile::Private::openAt(const std::string& path)
{
    if (auto checked = checkIsLedger(wireText(path)); !checked)
        return checked;
    file.setFileName(wireText(path));
    if (!file.open(QIODevice::ReadWrite | QIODevice::Append))
        return fail(
            "venue.ledger",
            fmt::format("The ledger file {} cannot be opened: {}.", path, file.errorString().toStdString()));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return {};
}

void LedgerFile::Private::write(const QJsonObject& line)
{
    const QByteArray bytes = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    if (!failure && (file.write(bytes) != bytes.size() || !file.flush()))
        failure = Error {"venue.ledger",
                         fmt::format("The ledger file {} cannot be written: {}.",
                                     file.fileName().toStdString(), file.errorString().toStdString())};
}

void LedgerFile::Private::writeEvent(const VenueEvent& event)
{
    write({{QStringLiteral("event"), venuecodec::toJson(event)},
           {QStringLiteral("cash"), wireText(Money::ofUnits(exchange->ledger().cash()).text())},
           {QStringLiteral("fees"), wireText(Money::ofUnits(exchange->ledger().fees()).text())}});
}

void LedgerFile::Private::writeInput(const ExchangeBook::Input& input)
{
    QJsonObject line {{QStringLiteral("at"), wireText(exactIsoText(exchange->now()))}};
    if (const auto* epoch = std::get_if<std::uint64_t>(&input))
        line.insert(QStringLiteral("session"), qint64(*epoch));
    else if (const auto* ruling = std::get_if<ExchangeRuling>(&input))
        line.insert(QStringLiteral("ruling"), venuecodec::toJson(*ruling));
    else
        line.insert(QStringLiteral("command"), venuecodec::toJson(std::get<VenueCommand>(input)));
    write(line);
}

void LedgerFile::Private::observe()
{
    exchange->setObserver({[this](const VenueEvent& event) { writeEvent(event); },
                           [this](const ExchangeBook::Input& input) { writeInput(input); }});
}

LedgerFile::LedgerFile(std::unique_ptr<Private> state)
    : d(std::move(state))
{
}

Result<std::unique_ptr<LedgerFile>> LedgerFile::open(const std::string& path,
                                                     std::shared_ptr<ExchangeBook> exchange)
{
    auto state = std::make_unique<Private>();
    state->exchange = std::move(exchange);
    if (auto opened = state->openAt(path); !opened)
        return fail(opened.error());
    state->write({{QStringLiteral("opened"), exchangeSummary(*state->exchange)}});
    if (state->failure)
        return fail(*state->failure);
    state->observe();
    return std::unique_ptr<LedgerFile>(new LedgerFile(std::move(state)));
}

Result<std::unique_ptr<LedgerFile>> LedgerFile::resume(const std::string& path,
                                                       std::shared_ptr<ExchangeBook> exchange)
{
    if (!QFile::exists(wireText(path)))
        return open(path, std::move(exchange));
    auto state = std::make_unique<Private>();
    state->exchange = exchange;
    if (auto opened = state->openAt(path); !opened)
        return fail(opened.error());
    state->file.seek(0);
    const QByteArray content = state->file.readAll();
    // Who was killed in the middle of a line has not written it.
    const qsizetype whole = content.lastIndexOf('\n') + 1;
    if (whole == 0) {
        state->file.resize(0);
        state.reset();
        return open(path, std::move(exchange));
    }
    const auto replayed = replayLedger(content.left(whole), *exchange);
    if (!replayed)
        return fail(replayed.error());
    if (whole < content.size() && !state->file.resize(whole))
        return fail("venue.ledger", fmt::format("The ledger file {} cannot be cut to its last line.", path));
    for (std::size_t index = *replayed; index < exchange->events().size(); ++index)
        state->writeEvent(exchange->events()[index]);
    state->observe();
    return std::unique_ptr<LedgerFile>(new LedgerFile(std::move(state)));
}

LedgerFile::~LedgerFile()
{
    d->exchange->setObserver({});
}

const std::optional<Error>& LedgerFile::failure() const
{
    return d->failure;
}

} // namespace strikedesk
