// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/Command.h"
#include "core/engine/ChainBuilder.h"
#include "core/engine/ChainVolatility.h"
#include "core/instruments/TradingCalendar.h"
#include "core/market/MarketWithInputs.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

namespace strikedesk::cli {
namespace {

struct InputsOptions
{
    std::string folder;
    std::string data;
    std::string underlying;
    std::string date;
    bool asJson = false;
};

QString inputsText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QJsonObject countsJson(const MarketInputFiles& inputs)
{
    return {{QStringLiteral("rates"), qint64(inputs.rates().size())},
            {QStringLiteral("dividends"), qint64(inputs.dividends().size())},
            {QStringLiteral("earnings"), qint64(inputs.earnings().size())},
            {QStringLiteral("volatilities"), qint64(inputs.volatilities().size())}};
}

std::string countsText(const MarketInputFiles& inputs)
{
    return fmt::format("{} rates, {} dividends, {} earnings dates, {} volatilities", inputs.rates().size(),
                       inputs.dividends().size(), inputs.earnings().size(), inputs.volatilities().size());
}

void printInputFaults(const InputsOptions& options, const std::vector<MarketInputFiles::FileFault>& faults,
                      const std::optional<MarketInputFiles>& inputs)
{
    QJsonArray rows;
    for (const auto& [file, fault] : faults) {
        if (!options.asJson)
            fmt::print(stderr, "{}/{}:{}: {} [{}]\n", printable(options.folder), file, fault.line,
                       printable(fault.message), fault.code);
        rows.append(QJsonObject {{QStringLiteral("file"), inputsText(file)},
                                 {QStringLiteral("line"), fault.line},
                                 {QStringLiteral("column"), inputsText(fault.key)},
                                 {QStringLiteral("code"), inputsText(fault.code)},
                                 {QStringLiteral("message"), inputsText(fault.message)}});
    }
    const QJsonObject document {
        {QStringLiteral("folder"), inputsText(options.folder)},
        {QStringLiteral("valid"), inputs.has_value()},
        {QStringLiteral("rows"), inputs ? QJsonValue(countsJson(*inputs)) : QJsonValue(QJsonValue::Null)},
        {QStringLiteral("faults"), rows}};
    if (options.asJson)
        fmt::print("{}\n", QJsonDocument(document).toJson(QJsonDocument::Compact).toStdString());
    else if (inputs)
        fmt::print("No faults: {}.\n", countsText(*inputs));
}

ExitCode checkInputs(const InputsOptions& options)
{
    const auto texts = MarketInputFiles::readTexts(options.folder);
    if (!texts)
        return reportError(texts.error(), options.asJson);
    std::vector<MarketInputFiles::FileFault> faults;
    const auto inputs = MarketInputFiles::parse(*texts, faults);
    printInputFaults(options, faults, inputs);
    return inputs ? ExitCode::Done : ExitCode::Failed;
}

// What the recording knows on that day: rate, dividends and, at the last quarter of an hour, the volatility.
Result<void> addRecorded(const InputsOptions& options, MarketInputFiles& inputs)
{
    const Result<Date> date = parseDate(options.date);
    if (!date)
        return fail(date.error());
    MarketChoice choice;
    choice.kind = MarketChoice::Kind::Recorded;
    choice.directory = options.data;
    choice.underlying = options.underlying;
    choice.date = *date;
    const auto market = openMarket(choice);
    if (!market)
        return fail(market.error());
    const auto session = TradingCalendar::us().session(*date);
    if (!session)
        return fail("input.date", fmt::format("{} is no trading day.", toIsoText(*date)));
    const Instant now = session->closesAt - std::chrono::minutes(15);
    std::vector<MarketEvent> events;
    (*market)->read(now, events);
    QuoteBoard board((*market)->catalogue(), (*market)->profile());
    for (const MarketEvent& event : events)
        board.apply(event);
    const std::string& underlying = board.catalogue().underlyings().front();
    inputs.addMissing(rateRowsFrom(**market, *date));
    inputs.addMissing(dividendRowsFrom(**market, underlying, *date));
    const ChainSnapshot chain = buildChain(board, chainInputs(**market, underlying, now));
    if (const auto volatility = volatilityOfAMonth(chain))
        inputs.addMissing(std::vector<VolatilityRow> {
            {underlying, *date, std::round(*volatility * 1e6) / 1e6, (*market)->profile().name}});
    return {};
}

Result<void> writeInputs(const std::string& folder, const MarketInputFiles& inputs)
{
    const QDir directory(QString::fromStdString(folder));
    if (!directory.mkpath(QStringLiteral(".")))
        return fail("output.unwritable", fmt::format("The folder {} cannot be made.", folder));
    const std::array<std::pair<const char*, std::string>, 3> files {
        std::pair {"rates.csv", inputs.rates().empty() ? std::string() : textOf(inputs.rates())},
        std::pair {"dividends.csv", inputs.dividends().empty() ? std::string() : textOf(inputs.dividends())},
        std::pair {"volatility.csv",
                   inputs.volatilities().empty() ? std::string() : textOf(inputs.volatilities())},
    };
    for (const auto& [name, text] : files) {
        if (text.empty())
            continue;
        QSaveFile file(directory.filePath(QString::fromLatin1(name)));
        const bool isWritten = file.open(QIODevice::WriteOnly)
            && file.write(text.data(), qint64(text.size())) == qint64(text.size()) && file.commit();
        if (!isWritten)
            return fail(
                "output.unwritable",
                fmt::format("{}/{} cannot be written: {}.", folder, name, file.errorString().toStdString()));
    }
    return {};
}

ExitCode fillInputs(const InputsOptions& options)
{
    auto inputs = MarketInputFiles::read(options.folder);
    if (!inputs)
        return reportError(inputs.error(), options.asJson);
    if (const auto added = addRecorded(options, *inputs); !added)
        return reportError(added.error(), options.asJson);
    if (const auto written = writeInputs(options.folder, *inputs); !written)
        return reportError(written.error(), options.asJson);
    if (options.asJson)
        fmt::print("{}\n",
                   QJsonDocument(QJsonObject {{QStringLiteral("folder"), inputsText(options.folder)},
                                              {QStringLiteral("rows"), countsJson(*inputs)}})
                       .toJson(QJsonDocument::Compact)
                       .toStdString());
    else
        fmt::print("{} now holds {}.\n", printable(options.folder), countsText(*inputs));
    return ExitCode::Done;
}

} // namespace

void addInputsCommand(CLI::App& program, Action& action)
{
    CLI::App* noun
        = program.add_subcommand("inputs", "Check or fill files of rates, dividends, earnings, volatilities");
    noun->require_subcommand(1);
    noun->footer("Example: strikectl inputs check ~/desk/market");
    auto options = std::make_shared<InputsOptions>();
    CLI::App* check = noun->add_subcommand("check", "Find every fault of the files, each with its line");
    CLI::App* fill = noun->add_subcommand("fill", "Add what a recorded day knows and the files do not");
    for (CLI::App* verb : {check, fill}) {
        verb->add_option("folder", options->folder, "The folder with the files")->required();
        verb->add_flag("--json", options->asJson, "One JSON document on standard output");
    }
    check->footer("Example: strikectl inputs check ~/desk/market --json");
    fill->footer("Remarks in the files are not kept.\n"
                 "Example: strikectl inputs fill ~/desk/market --data lean/Data --underlying aapl "
                 "--date 2014-06-06");
    fill->add_option("--data", options->data, "Folder of recorded data in LEAN's layout")->required();
    fill->add_option("--underlying", options->underlying, "Ticker or index root, such as aapl")->required();
    fill->add_option("--date", options->date, "Trading day, such as 2014-06-06")->required();
    check->callback([options, &action] { action = [options] { return checkInputs(*options); }; });
    fill->callback([options, &action] { action = [options] { return fillInputs(*options); }; });
}

} // namespace strikedesk::cli
