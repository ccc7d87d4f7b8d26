// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/StructureVerbs.h"
#include "core/api/views/StructureViews.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <fmt/format.h>

#include <memory>

namespace strikedesk::cli {
namespace {

enum class ListForm { Plain, Json, Markdown };

/// The table of docs/structures.md.
void printCatalogueTable()
{
    fmt::print("| key | legs | |\n|---|---|---|\n");
    StructureKind kind = StructureKind::Custom;
    for (const NamedStructure& row : namedStructures()) {
        if (row.kind != kind || &row == &namedStructures().front())
            fmt::print("| **{}** | | {} |\n", rowOf(row.kind).title, rowOf(row.kind).description);
        kind = row.kind;
        if (row.pattern.empty())
            continue;
        std::string pattern(row.pattern);
        if (const std::size_t bar = pattern.find(" | "); bar != std::string::npos)
            pattern.replace(bar, 3, "` or `");
        const std::string rule
            = row.rule == StrikeRule::Ascending ? "" : fmt::format(" ({})", nameOf(row.rule));
        fmt::print("| `{}` | `{}`{} | {} |\n", row.key, pattern, rule, row.description);
    }
}

ExitCode listCatalogue(ListForm form)
{
    if (form == ListForm::Markdown) {
        printCatalogueTable();
        return ExitCode::Done;
    }
    if (form == ListForm::Json) {
        const QJsonObject document {{QStringLiteral("items"), api::structureCatalogueJson()}};
        fmt::print("{}\n", QJsonDocument(document).toJson(QJsonDocument::Compact).toStdString());
        return ExitCode::Done;
    }
    for (const NamedStructure& row : namedStructures())
        fmt::print("{:<33} {:<44} {}\n", row.key, row.pattern, row.description);
    return ExitCode::Done;
}

} // namespace

QString structureText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QJsonObject structureLegJson(const StructureLeg& leg, const LegSymbol& symbolOf)
{
    const std::string symbol = symbolOf(leg);
    const auto orNull = [](bool isKnown, const std::string& text) {
        return isKnown ? QJsonValue(structureText(text)) : QJsonValue(QJsonValue::Null);
    };
    return {
        {QStringLiteral("symbol"), orNull(!symbol.empty(), symbol)},
        {QStringLiteral("kind"), leg.isStock ? QStringLiteral("stock") : structureText(nameOf(leg.right))},
        {QStringLiteral("strike"), orNull(!leg.isStock, leg.strike.text())},
        {QStringLiteral("expiry"), orNull(!leg.isStock, toIsoText(leg.expiry))},
        {QStringLiteral("quantity"), qint64(leg.quantity)}};
}

std::string structureLegText(const StructureLeg& leg, const LegSymbol& symbolOf)
{
    if (const std::string symbol = symbolOf(leg); !symbol.empty())
        return fmt::format("{:+} {}", leg.quantity, printable(symbol));
    if (leg.isStock)
        return fmt::format("{:+} shares", leg.quantity);
    return fmt::format("{:+} {} {} {}", leg.quantity, leg.strike.shortText(), nameOf(leg.right),
                       toIsoText(leg.expiry));
}

void addStructureCommand(CLI::App& program, Action& action)
{
    CLI::App* structure = program.add_subcommand("structure", "Structures by name: list, build, recognise");
    structure->require_subcommand(1);
    CLI::App* list = structure->add_subcommand("list", "Every structure with its legs");
    auto asJson = std::make_shared<bool>(false);
    auto asMarkdown = std::make_shared<bool>(false);
    CLI::Option* json = list->add_flag("--json", *asJson, "One JSON document on standard output");
    list->add_flag("--markdown", *asMarkdown, "The table of docs/structures.md")->excludes(json);
    list->callback([asJson, asMarkdown, &action] {
        action = [asJson, asMarkdown] {
            return listCatalogue(*asJson           ? ListForm::Json
                                     : *asMarkdown ? ListForm::Markdown
                                                   : ListForm::Plain);
        };
    });
    addStructureBuild(*structure, action);
    addStructureRecognise(*structure, action);
}

} // namespace strikedesk::cli
