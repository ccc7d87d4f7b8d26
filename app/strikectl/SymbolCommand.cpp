// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/Command.h"
#include "core/instruments/Roots.h"
#include "core/instruments/TradingCalendar.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

namespace strikedesk::cli {
namespace {

QString qtText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// Everything the desk knows of one contract from its symbol alone.
struct ContractFacts
{
    OptionContract contract;
    Instant settlesAt;
    Instant lastTradesAt;
    Instant exerciseCutoffAt;
    std::string_view zone;
    std::string settlesLocal;
};

ContractFacts factsOf(const OsiSymbol& symbol)
{
    const TradingCalendar& calendar = TradingCalendar::us();
    ContractFacts facts;
    facts.contract = contractFor(symbol);
    facts.settlesAt = calendar.settlesAt(facts.contract);
    facts.lastTradesAt = calendar.lastTradesAt(facts.contract);
    facts.exerciseCutoffAt = calendar.exerciseCutoffAt(facts.contract);
    const bool isChicago = isIndex(facts.contract.underlying);
    facts.zone = isChicago ? "America/Chicago" : "America/New_York";
    facts.settlesLocal
        = toWallText(isChicago ? chicagoLocal(facts.settlesAt) : newYorkLocal(facts.settlesAt));
    return facts;
}

// What an adjusted contract delivers does not follow from its symbol: unknown is null, never a guess.
QJsonValue deliverablesJson(const OptionContract& contract)
{
    if (!contract.hasKnownDeliverables())
        return QJsonValue::Null;
    QJsonArray rows;
    for (const Deliverable& deliverable : contract.deliverables) {
        rows.append(QJsonObject {{QStringLiteral("asset"), qtText(deliverable.asset)},
                                 {QStringLiteral("shares"), double(deliverable.shares.count())},
                                 {QStringLiteral("cash"), qtText(deliverable.cash.text())}});
    }
    return rows;
}

QJsonObject ticksJson(const TickTable& ticks)
{
    constexpr Price boundary = Price::ofWhole(3);
    return {{QStringLiteral("name"), qtText(ticks.name())},
            {QStringLiteral("boundary"), qtText(boundary.text())},
            {QStringLiteral("below"), qtText(ticks.tickAt(Price()).text())},
            {QStringLiteral("from"), qtText(ticks.tickAt(boundary).text())}};
}

QJsonObject factsJson(const ContractFacts& facts)
{
    const OptionContract& contract = facts.contract;
    return {{QStringLiteral("symbol"), qtText(contract.symbol())},
            {QStringLiteral("root"), qtText(contract.root)},
            {QStringLiteral("underlying"), qtText(contract.underlying)},
            {QStringLiteral("expiry"), qtText(toIsoText(contract.expiry))},
            {QStringLiteral("settles_at"), qtText(toIsoText(facts.settlesAt))},
            {QStringLiteral("settles_local"), qtText(facts.settlesLocal)},
            {QStringLiteral("settles_zone"), qtText(facts.zone)},
            {QStringLiteral("settlement"), qtText(nameOf(contract.settlement))},
            {QStringLiteral("settlement_method"),
             contract.method == SettlementMethod::Cash ? QStringLiteral("cash") : QStringLiteral("physical")},
            {QStringLiteral("style"), qtText(nameOf(contract.style))},
            {QStringLiteral("right"), qtText(nameOf(contract.right))},
            {QStringLiteral("strike"), qtText(contract.strike.text())},
            {QStringLiteral("multiplier"), contract.multiplier.shares()},
            {QStringLiteral("ticks"), ticksJson(contract.ticks)},
            {QStringLiteral("last_trades_at"), qtText(toIsoText(facts.lastTradesAt))},
            {QStringLiteral("exercise_cutoff_at"), qtText(toIsoText(facts.exerciseCutoffAt))},
            {QStringLiteral("deliverables"), deliverablesJson(contract)},
            {QStringLiteral("adjusted"), contract.isAdjusted()}};
}

std::string deliverablesText(const OptionContract& contract)
{
    if (contract.method == SettlementMethod::Cash)
        return "cash";
    if (!contract.hasKnownDeliverables())
        return "unknown (adjusted contract: see the clearing notice)";
    std::string text;
    for (const Deliverable& deliverable : contract.deliverables) {
        text += fmt::format("{}{} {}", text.empty() ? "" : " + ", deliverable.shares.count(),
                            deliverable.asset);
    }
    return text;
}

void printFacts(const ContractFacts& facts)
{
    const OptionContract& contract = facts.contract;
    const auto line
        = [](std::string_view name, const std::string& text) { fmt::print("{:<16} {}\n", name, text); };
    line("symbol", contract.symbol());
    line("root", contract.root);
    line("underlying", contract.underlying);
    line("expiry", toIsoText(contract.expiry));
    line("last trade", toIsoText(facts.lastTradesAt));
    line("settles",
         fmt::format("{}  ({} {}, {})", toIsoText(facts.settlesAt), facts.settlesLocal, facts.zone,
                     nameOf(contract.settlement)));
    line("exercise until", toIsoText(facts.exerciseCutoffAt));
    line("style", std::string(nameOf(contract.style)));
    line("right", std::string(nameOf(contract.right)));
    line("strike", contract.strike.text());
    line("multiplier", std::to_string(contract.multiplier.shares()));
    line("delivers", deliverablesText(contract));
    line("ticks",
         fmt::format("{} below 3.0000, {} from there ({})", contract.ticks.tickAt(Price()).text(),
                     contract.ticks.tickAt(Price::ofWhole(3)).text(), contract.ticks.name()));
}

ExitCode describeSymbol(const std::vector<std::string>& words, bool asJson)
{
    const Result<OsiSymbol> symbol = parseSymbol(fmt::format("{}", fmt::join(words, " ")));
    if (!symbol)
        return reportError(symbol.error(), asJson);
    const ContractFacts facts = factsOf(*symbol);
    if (asJson)
        fmt::print("{}\n", QJsonDocument(factsJson(facts)).toJson(QJsonDocument::Compact).toStdString());
    else
        printFacts(facts);
    return ExitCode::Done;
}

} // namespace

void addSymbolCommand(CLI::App& program, Action& action)
{
    CLI::App* command = program.add_subcommand("symbol", "Say what an option symbol stands for");
    command->footer("Example: strikectl symbol \"SPXW 30JAN26 5000P\" --json");
    auto words = std::make_shared<std::vector<std::string>>();
    auto asJson = std::make_shared<bool>(false);
    command->add_option("symbol", *words, "OSI symbol, padded or compact, or as people write it")
        ->required()
        ->expected(1, 4);
    command->add_flag("--json", *asJson, "One JSON document on standard output");
    command->callback(
        [words, asJson, &action] { action = [words, asJson] { return describeSymbol(*words, *asJson); }; });
}

} // namespace strikedesk::cli
