// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/InputText.h"
#include "app/strikectl/StructureVerbs.h"
#include "core/pricing/PositionTable.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <fmt/format.h>

#include <array>
#include <map>
#include <memory>

namespace strikedesk::cli {
namespace {

/// All legs of one underlying in one account, and what they are.
struct RecognisedBook
{
    std::string account;
    std::string underlying;
    std::vector<StructureLeg> legs;
    std::vector<std::pair<StructureLeg, std::string>> symbols;
    StructureSplit split;

    [[nodiscard]] std::string symbolOf(const StructureLeg& leg) const
    {
        if (leg.isStock)
            return underlying;
        for (const auto& [known, symbol] : symbols) {
            StructureLeg counted = known;
            counted.quantity = leg.quantity;
            if (counted == leg)
                return symbol;
        }
        return {};
    }
};

Result<std::vector<RecognisedBook>> recognisedBooks(const std::string& file)
{
    constexpr std::array needed {pricing::PositionColumn::Symbol, pricing::PositionColumn::Quantity};
    const auto text = inputText(file);
    if (!text)
        return fail(text.error());
    const auto rows = pricing::readPositions(*text, needed);
    if (!rows)
        return fail(rows.error());
    std::vector<RecognisedBook> books;
    std::map<std::pair<std::string, std::string>, std::size_t> places;
    for (const pricing::PositionRow& row : *rows) {
        const auto [place, isNew] = places.insert({{row.account, row.underlying}, books.size()});
        if (isNew)
            books.push_back({row.account, row.underlying, {}, {}, {}});
        RecognisedBook& book = books[place->second];
        const std::int64_t count = row.quantity.count();
        book.legs.push_back(row.option ? structureLeg(*row.option, count) : stockLeg(count));
        if (row.option)
            book.symbols.emplace_back(book.legs.back(), row.symbol);
    }
    for (RecognisedBook& book : books) {
        auto split = splitIntoStructures(book.legs);
        if (!split)
            return fail(split.error());
        book.split = *std::move(split);
    }
    return books;
}

QJsonArray bookLegsJson(const RecognisedBook& book, const std::vector<StructureLeg>& legs)
{
    QJsonArray array;
    for (const StructureLeg& leg : legs)
        array.append(structureLegJson(leg, [&](const StructureLeg& one) { return book.symbolOf(one); }));
    return array;
}

QJsonArray partsJson(const RecognisedBook& book, const StructureParts& parts, bool wantsOtherWays)
{
    QJsonArray array;
    for (const StructurePart& part : parts) {
        QJsonObject row {{QStringLiteral("key"), structureText(part.structure.key)},
                         {QStringLiteral("title"), structureText(part.structure.name)},
                         {QStringLiteral("packages"), qint64(part.structure.packages)},
                         {QStringLiteral("legs"), bookLegsJson(book, part.legs)}};
        if (wantsOtherWays) {
            QJsonArray ways;
            for (const StructureParts& way : waysToSplit(part.legs))
                ways.append(partsJson(book, way, false));
            row.insert(QStringLiteral("also"), ways);
        }
        array.append(row);
    }
    return array;
}

void printBooksJson(const std::vector<RecognisedBook>& books)
{
    QJsonArray array;
    for (const RecognisedBook& book : books) {
        QJsonArray alternatives;
        for (const StructureParts& other : book.split.alternatives)
            alternatives.append(partsJson(book, other, false));
        array.append(QJsonObject {{QStringLiteral("account"), structureText(book.account)},
                                  {QStringLiteral("underlying"), structureText(book.underlying)},
                                  {QStringLiteral("exact"), book.split.isExact},
                                  {QStringLiteral("parts"), partsJson(book, book.split.parts, true)},
                                  {QStringLiteral("alternatives"), alternatives},
                                  {QStringLiteral("naked"), bookLegsJson(book, book.split.naked)}});
    }
    const QJsonObject document {{QStringLiteral("underlyings"), array}};
    fmt::print("{}\n", QJsonDocument(document).toJson(QJsonDocument::Compact).toStdString());
}

std::string partsText(const StructureParts& parts)
{
    std::string text;
    for (const StructurePart& part : parts)
        text += fmt::format("{}{} {}", text.empty() ? "" : " + ", part.structure.packages,
                            part.structure.name);
    return text;
}

void printBook(const RecognisedBook& book)
{
    const auto legsText = [&](const std::vector<StructureLeg>& legs) {
        std::string text;
        for (const StructureLeg& leg : legs)
            text += (text.empty() ? "" : ", ")
                + structureLegText(leg, [&](const StructureLeg& one) { return book.symbolOf(one); });
        return text;
    };
    fmt::print("{}{}{}\n", printable(book.underlying),
               book.account.empty() ? "" : fmt::format(" in account {}", printable(book.account)),
               book.split.isExact ? "" : " (large book: perhaps not the fewest parts)");
    for (const StructurePart& part : book.split.parts) {
        fmt::print("  {:>6} {:<32} {}\n", part.structure.packages, part.structure.name, legsText(part.legs));
        for (const StructureParts& way : waysToSplit(part.legs))
            fmt::print("         also {}\n", partsText(way));
    }
    for (const StructureParts& other : book.split.alternatives)
        fmt::print("  or as well: {}\n", partsText(other));
    if (book.split.naked.empty())
        fmt::print("  nothing naked\n");
    else
        fmt::print("  naked: {}\n", legsText(book.split.naked));
}

ExitCode recogniseFile(const std::string& file, bool asJson)
{
    const auto books = recognisedBooks(file);
    if (!books)
        return reportError(books.error(), asJson);
    if (asJson) {
        printBooksJson(*books);
        return ExitCode::Done;
    }
    for (const RecognisedBook& book : *books)
        printBook(book);
    return ExitCode::Done;
}

} // namespace

void addStructureRecognise(CLI::App& structure, Action& action)
{
    CLI::App* command
        = structure.add_subcommand("recognise", "Say what a set of legs is, and what of it is naked");
    command->footer("Columns: symbol (S or a ticker for stock), quantity, and account where there is one.\n"
                    "Example: strikectl structure recognise legs.csv --json");
    auto file = std::make_shared<std::string>();
    auto asJson = std::make_shared<bool>(false);
    command->add_option("file", *file, "The CSV to read, - for standard input")->required();
    command->add_flag("--json", *asJson, "One JSON document on standard output");
    command->callback(
        [file, asJson, &action] { action = [file, asJson] { return recogniseFile(*file, *asJson); }; });
}

} // namespace strikedesk::cli
