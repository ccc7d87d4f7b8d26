// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/LedgerFile.h"

#include "core/venue/ExchangeSession.h"
#include "core/venue/StrictJson.h"
#include "core/venue/VenueCodec.h"

#include <QFile>
#include <QJsonDocument>

#include <fmt/format.h>

#include <utility>

namespace strikedesk {

struct LedgerFile::Private
{
    void write(const QJsonObject& line)
    {
        const QByteArray bytes = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
        if (!failure && (file.write(bytes) != bytes.size() || !file.flush()))
            failure = Error {"venue.ledger",
                             fmt::format("The ledger file {} cannot be written: {}.",
                                         file.fileName().toStdString(), file.errorString().toStdString())};
    }

    std::shared_ptr<ExchangeBook> exchange;
    QFile file;
    std::optional<Error> failure;
};

LedgerFile::LedgerFile(std::unique_ptr<Private> state)
    : d(std::move(state))
{
}

Result<std::unique_ptr<LedgerFile>> LedgerFile::open(const std::string& path,
                                                     std::shared_ptr<ExchangeBook> exchange)
{
    auto state = std::make_unique<Private>();
    state->exchange = std::move(exchange);
    state->file.setFileName(wireText(path));
    if (!state->file.open(QIODevice::WriteOnly | QIODevice::Append))
        return fail("venue.ledger",
                    fmt::format("The ledger file {} cannot be opened: {}.", path,
                                state->file.errorString().toStdString()));
    state->file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    state->write({{QStringLiteral("opened"), exchangeSummary(*state->exchange)}});
    if (state->failure)
        return fail(*state->failure);
    state->exchange->setObserver([file = state.get()](const VenueEvent& event) {
        file->write(
            {{QStringLiteral("event"), venuecodec::toJson(event)},
             {QStringLiteral("cash"), wireText(Money::ofUnits(file->exchange->ledger().cash()).text())},
             {QStringLiteral("fees"), wireText(Money::ofUnits(file->exchange->ledger().fees()).text())}});
    });
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
