// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/AuditVerbs.h"
#include "app/strikectl/DeskAccess.h"
#include "core/api/views/CostViews.h"
#include "core/api/views/JsonValue.h"
#include "core/engine/CostReading.h"
#include "core/pricing/CsvText.h"

#include <QJsonArray>

#include <fmt/format.h>

#include <limits>

namespace strikedesk::cli {
namespace {

struct CostsOptions
{
    DeskAccessPtr access;
    std::string by = "underlying";
    bool asCsv = false;
    bool isFromRecord = false;
};

Result<QJsonObject> documentFromRecord(const CostsOptions& options)
{
    AuditOptions place;
    place.profile = options.access->profile;
    const auto found = recordPlaceFrom(place);
    if (!found)
        return fail(found.error());
    auto reader = AuditReader::open(found->database);
    if (!reader)
        return fail(reader.error());
    const auto costs = readCosts(*reader);
    if (!costs)
        return fail(costs.error());
    api::PageRequest all;
    all.limit = std::numeric_limits<std::size_t>::max();
    auto document = api::costDocument(*costs->record, options.by, all);
    if (document) {
        document->remove(QStringLiteral("next_cursor"));
        document->insert(QStringLiteral("as_of"), api::toValue(costs->now));
    }
    return document;
}

// A running desk knows best; without one the record says the same.
Result<QJsonObject> documentFor(const CostsOptions& options)
{
    if (options.isFromRecord)
        return documentFromRecord(options);
    const auto running = options.access->client();
    if (!running && running.error().code == "connection.no_desk") {
        fmt::print(stderr, "No desk runs on this profile: read from its record.\n");
        return documentFromRecord(options);
    }
    return options.access->askPages("/api/v1/execution-quality?by=" + options.by);
}

// ---- As a table
// ------------------------------------------------------------------------------------------------

void printReasons(const QJsonObject& document, const char* field, const char* title)
{
    const QJsonArray rows = document.value(QLatin1String(field)).toArray();
    if (rows.isEmpty())
        return;
    fmt::print("\n");
    printTable(rows, {{title, "reason"}, {"count", "count", true}});
}

// Figures rounded for people; the documents keep them exact.
QJsonObject rounded(QJsonObject item)
{
    const auto round = [&](const char* field, double scale, int places) {
        const QJsonValue value = item.value(QLatin1String(field));
        if (value.isDouble())
            item.insert(QLatin1String(field), QString::number(value.toDouble() * scale, 'f', places));
    };
    round("fill_rate", 100, 1);
    round("effective_over_quoted", 100, 1);
    for (const CostFigureName& row : costFigureNames) {
        QJsonObject figure = item.value(QLatin1String(row.name)).toObject();
        const QJsonValue points = figure.value(QLatin1String("basis_points"));
        if (!points.isDouble())
            continue;
        figure.insert(QStringLiteral("basis_points"), QString::number(points.toDouble(), 'f', 1));
        item.insert(QLatin1String(row.name), figure);
    }
    QJsonObject times = item.value(QLatin1String("seconds_to_fill")).toObject();
    for (const char* field : {"mean", "median"}) {
        if (times.value(QLatin1String(field)).isDouble())
            times.insert(QLatin1String(field),
                         QString::number(times.value(QLatin1String(field)).toDouble(), 'f', 1));
    }
    item.insert(QStringLiteral("seconds_to_fill"), times);
    return item;
}

void printCosts(const QJsonObject& document)
{
    QJsonArray items;
    for (const QJsonValue item : document.value(QLatin1String("items")).toArray())
        items.append(rounded(item.toObject()));
    const bool isByOrder = document.value(QLatin1String("by")).toString() == QLatin1String("order");
    std::vector<TableColumn> columns;
    if (isByOrder) {
        columns = {{"order", "order_id"}, {"structure", "structure"}, {"outcome", "outcome"}};
    } else {
        QJsonObject total = rounded(document.value(QLatin1String("total")).toObject());
        total.insert(QStringLiteral("name"), QStringLiteral("TOTAL"));
        items.append(total);
        columns = {{"name", "name"}, {"orders", "orders", true}, {"filled %", "fill_rate", true}};
    }
    for (const TableColumn& column :
         std::initializer_list<TableColumn> {{"contracts", "contracts_filled", true},
                                             {"premium $", "notional", true},
                                             {"arrival $", "arrival.cost", true},
                                             {"bps", "arrival.basis_points", true},
                                             {"spread $", "spread_paid.cost", true},
                                             {"drift $", "drift.cost", true},
                                             {"eff/quoted %", "effective_over_quoted", true},
                                             {"realised $", "realised_spread.cost", true},
                                             {"shortfall $", "shortfall.cost", true},
                                             {"of orders", "shortfall.orders", true}})
        columns.push_back(column);
    if (!isByOrder)
        columns.push_back({"mean s", "seconds_to_fill.mean", true});
    printTable(items, columns);
    printReasons(document, "denials", "denied by our gate");
    printReasons(document, "rejects", "rejected by the venue");
    printReasons(document, "cancels", "cancelled");
    fmt::print("\nA cost is positive, an improvement negative. A dash is not known, never 0.\n");
    if (const auto forgotten = document.value(QLatin1String("orders_forgotten")).toInteger(); forgotten > 0)
        fmt::print("{} older orders are only in the record: use --from-record.\n", forgotten);
}

// ---- As CSV
// ----------------------------------------------------------------------------------------------------

std::string cellOf(const QJsonObject& item, const std::string& field)
{
    const std::string text = fieldText(item, field.c_str());
    return text == "-" ? std::string() : pricing::detail::csvCell(text);
}

std::vector<std::string> csvFields(bool isByOrder)
{
    std::vector<std::string> fields {"name",
                                     "orders",
                                     "orders_open",
                                     "orders_filled",
                                     "orders_partial",
                                     "orders_unfilled",
                                     "rejected",
                                     "contracts_asked",
                                     "contracts_filled_of_asked",
                                     "fill_rate",
                                     "seconds_to_fill.mean",
                                     "seconds_to_fill.median"};
    if (isByOrder)
        fields = {"order_id", "created_at", "underlying", "structure", "strategy", "type",
                  "venue",    "sender",     "outcome",    "reason",    "asked",    "filled"};
    for (const char* field :
         {"contracts_filled", "fills", "busts", "corrections", "replaces", "notional", "fees"})
        fields.emplace_back(field);
    for (const CostFigureName& row : costFigureNames) {
        for (const char* part : {"cost", "basis_points", "notional", "contracts", "orders"})
            fields.push_back(fmt::format("{}.{}", row.name, part));
    }
    return fields;
}

void printCsv(const QJsonObject& document)
{
    const bool isByOrder = document.value(QLatin1String("by")).toString() == QLatin1String("order");
    const std::vector<std::string> fields = csvFields(isByOrder);
    fmt::print("{}\r\n", fmt::join(fields, ","));
    for (const QJsonValue item : document.value(QLatin1String("items")).toArray()) {
        std::vector<std::string> cells;
        for (const std::string& field : fields)
            cells.push_back(cellOf(item.toObject(), field));
        fmt::print("{}\r\n", fmt::join(cells, ","));
    }
}

ExitCode showCosts(const CostsOptions& options)
{
    if (options.asCsv && options.access->asJson)
        return reportError({"usage.arguments", "Ask for --json or for --csv, not for both."}, true);
    // Before it becomes part of a path.
    if (const auto by = parseCostGrouping(options.by); !by && options.by != "order")
        return reportError(by.error(), options.access->asJson);
    return finish(*options.access, documentFor(options), options.asCsv ? printCsv : printCosts);
}

} // namespace

void addCostsCommand(CLI::App& program, Action& action)
{
    CLI::App* command = program.add_subcommand("costs", "What orders have cost against the market");
    command->footer("Example: strikectl costs --by structure --json");
    auto options = std::make_shared<CostsOptions>();
    options->access = addDeskAccess(*command);
    command
        ->add_option("--by", options->by,
                     "underlying, structure, strategy, type, venue, hour, day, sender or order")
        ->type_name("GROUP");
    command->add_flag("--csv", options->asCsv, "Comma-separated values on standard output");
    command->add_flag("--from-record", options->isFromRecord,
                      "Reads the profile's record, all of it, though a desk may run");
    command->callback([=, &action] { action = [=] { return showCosts(*options); }; });
}

} // namespace strikedesk::cli
