// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/DeskAccess.h"

#include "core/settings/Profile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace strikedesk::cli {
namespace {

constexpr qint64 inputBytesMax = 1024 * 1024;

std::string valueText(const QJsonValue& value)
{
    if (value.isBool())
        return value.toBool() ? "yes" : "no";
    if (value.isDouble())
        return fmt::format("{}", value.toDouble());
    if (value.isArray())
        return fmt::format("{} items", value.toArray().size());
    const std::string text = value.toString().toStdString();
    return text.empty() ? "-" : text;
}

} // namespace

Result<api::DeskClient> DeskAccess::client() const
{
    return api::DeskClient::find(profile);
}

Result<api::DeskClient> DeskAccess::clientWithToken() const
{
    Result<api::DeskClient> found = client();
    if (!found)
        return found;
    if (const Result<void> token = found->useToken(tokenFile); !token)
        return fail(token.error());
    return found;
}

Result<QJsonObject> DeskAccess::ask(const QByteArray& method, const std::string& target,
                                    const QByteArray& body, const std::string& idempotencyKey) const
{
    const Result<api::DeskClient> found = clientWithToken();
    if (!found)
        return fail(found.error());
    return found->ask(method, target, body, idempotencyKey);
}

Result<QJsonObject> DeskAccess::askPages(const std::string& target) const
{
    const std::string separator = target.find('?') == std::string::npos ? "?" : "&";
    Result<QJsonObject> whole = ask("GET", target + separator + "limit=500");
    if (!whole)
        return whole;
    QJsonArray items = whole->value(QLatin1String("items")).toArray();
    QString cursor = whole->value(QLatin1String("next_cursor")).toString();
    while (!cursor.isEmpty()) {
        const Result<QJsonObject> next
            = ask("GET", target + separator + "limit=500&cursor=" + cursor.toStdString());
        if (!next)
            return next;
        for (const QJsonValue item : next->value(QLatin1String("items")).toArray())
            items.append(item);
        cursor = next->value(QLatin1String("next_cursor")).toString();
    }
    whole->insert(QStringLiteral("items"), items);
    whole->remove(QStringLiteral("next_cursor"));
    return whole;
}

DeskAccessPtr addDeskAccess(CLI::App& command)
{
    auto access = std::make_shared<DeskAccess>();
    access->profile = Profile::defaultFolder(ProfileKind::Paper);
    command.add_option("--profile", access->profile, "The profile whose desk is meant")->type_name("DIR");
    command
        .add_option("--token-file", access->tokenFile,
                    "A file with the token (default: cli.token, then read.token of the profile)")
        ->type_name("FILE");
    command.add_flag("--json", access->asJson, "One JSON document on standard output");
    return access;
}

ExitCode finish(const DeskAccess& access, const Result<QJsonObject>& document,
                void (*print)(const QJsonObject&))
{
    if (!document)
        return reportError(document.error(), access.asJson);
    if (access.asJson)
        fmt::print("{}\n", QJsonDocument(*document).toJson(QJsonDocument::Compact).toStdString());
    else
        print(*document);
    return ExitCode::Done;
}

std::string fieldText(const QJsonObject& object, const char* field)
{
    QJsonValue value = object;
    for (const QString& name : QString::fromLatin1(field).split(QLatin1Char('.')))
        value = value.toObject().value(name);
    return valueText(value);
}

void printTable(const QJsonArray& items, const std::vector<TableColumn>& columns)
{
    std::vector<std::size_t> widths;
    for (const TableColumn& column : columns) {
        std::size_t width = std::string_view(column.title).size();
        for (const QJsonValue item : items)
            width = std::max(width, fieldText(item.toObject(), column.field).size());
        widths.push_back(width);
    }
    const auto printRow = [&](auto textOfColumn) {
        std::string line;
        for (std::size_t i = 0; i < columns.size(); ++i)
            line += columns[i].isNumber ? fmt::format("{:>{}}  ", textOfColumn(columns[i]), widths[i])
                                        : fmt::format("{:<{}}  ", textOfColumn(columns[i]), widths[i]);
        line.erase(line.find_last_not_of(' ') + 1);
        fmt::print("{}\n", line);
    };
    printRow([](const TableColumn& column) { return std::string(column.title); });
    for (const QJsonValue item : items)
        printRow([&](const TableColumn& column) { return fieldText(item.toObject(), column.field); });
}

void printFields(const QJsonObject& object, const std::vector<const char*>& fields)
{
    for (const char* field : fields) {
        std::string name(field);
        std::replace(name.begin(), name.end(), '_', ' ');
        fmt::print("{:<22} {}\n", name, fieldText(object, field));
    }
}

Result<QByteArray> readInput(const std::string& file)
{
    QFile input(QString::fromStdString(file));
    const bool isStandard = file.empty() || file == "-";
    const bool isOpen = isStandard ? input.open(stdin, QIODevice::ReadOnly) : input.open(QIODevice::ReadOnly);
    if (!isOpen)
        return fail("input.file",
                    fmt::format("Cannot read {}: {}.", file, input.errorString().toStdString()));
    QByteArray content = input.read(inputBytesMax + 1);
    while (isStandard && content.size() <= inputBytesMax) {
        const QByteArray more = input.read(inputBytesMax + 1 - content.size());
        if (more.isEmpty())
            break;
        content += more;
    }
    if (content.isEmpty() || content.size() > inputBytesMax)
        return fail(
            "input.file",
            fmt::format("{} must hold between 1 byte and 1 MiB.", isStandard ? "Standard input" : file));
    return content;
}

} // namespace strikedesk::cli
