// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/strikectl/Command.h"
#include "core/api/DeskClient.h"

#include <QJsonObject>

#include <memory>
#include <string>
#include <vector>

namespace strikedesk::cli {

/// How a command reaches the running desk, and how it prints.
struct DeskAccess
{
    std::string profile;
    std::string tokenFile;
    bool asJson = false;

    /// `connection.no_desk`.
    [[nodiscard]] Result<api::DeskClient> client() const;
    /// A client that carries a token. `connection.no_desk`, `auth.missing`, `api.file`.
    [[nodiscard]] Result<api::DeskClient> clientWithToken() const;
    /// Asks the API for one document.
    [[nodiscard]] Result<QJsonObject> ask(const QByteArray& method, const std::string& target,
                                          const QByteArray& body = {},
                                          const std::string& idempotencyKey = {}) const;
    /// The items of all pages together; what stands beside them is that of the first page.
    [[nodiscard]] Result<QJsonObject> askPages(const std::string& target) const;
};

using DeskAccessPtr = std::shared_ptr<DeskAccess>;

/// Adds --profile, --token-file and --json to a command.
[[nodiscard]] DeskAccessPtr addDeskAccess(CLI::App& command);

/// Prints a document: as it is with --json, else by `print`. A failure goes to reportError().
ExitCode finish(const DeskAccess& access, const Result<QJsonObject>& document,
                void (*print)(const QJsonObject&));

/// What a table shows of each item: a title, the field (dots go inside), and whether it stands to the right.
struct TableColumn
{
    const char* title;
    const char* field;
    bool isNumber = false;
};

/// Prints items as aligned columns; the unknown is a dash.
void printTable(const QJsonArray& items, const std::vector<TableColumn>& columns);
/// One field as text; the unknown is a dash.
[[nodiscard]] std::string fieldText(const QJsonObject& object, const char* field);
/// "name value" lines of the fields that are there.
void printFields(const QJsonObject& object, const std::vector<const char*>& fields);

/// A file, or standard input for "-" or nothing. `input.file`.
[[nodiscard]] Result<QByteArray> readInput(const std::string& file);

} // namespace strikedesk::cli
