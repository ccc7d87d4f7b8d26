// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/start/DeskArguments.h"
#include "app/strikectl/Command.h"
#include "app/strikectl/StopSignal.h"
#include "core/venue/ExchangeServer.h"
#include "core/venue/ExchangeSession.h"
#include "core/venue/LedgerFile.h"
#include "core/venue/SocketVenue.h"
#include "core/venue/StrictJson.h"
#include "core/venue/VenueFactory.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>
#include <utility>

namespace strikedesk::cli {
namespace {

struct ExchangeArguments
{
    std::string socket;
    std::string data;
    std::string underlying;
    std::string date;
    std::string until;
    std::string fills = "calibrated";
    std::string cash = "100000";
    std::string profileName = "strikedesk-sim";
    std::string ledger;
    bool isSimulated = false;
    bool isResumed = false;
    std::uint64_t seed = 1;
    int latencyMs = 250;
    std::string ruledExecution;
    std::string rightPrice;
    std::string reason;
};

constexpr std::chrono::seconds rulingPatience {5};

void printLine(const QJsonObject& line)
{
    fmt::print("{}\n", QJsonDocument(line).toJson(QJsonDocument::Compact).toStdString());
    std::fflush(stdout);
}

Result<MarketChoice> marketOf(const ExchangeArguments& arguments)
{
    MarketChoice choice;
    choice.seed = arguments.seed;
    if (arguments.isSimulated == !arguments.data.empty())
        return fail("usage.market",
                    "Name one market: --simulated, or --data DIR with --underlying and --date.");
    if (!arguments.isSimulated && (arguments.underlying.empty() || arguments.date.empty()))
        return fail("usage.market", "A recorded market needs --underlying and --date beside --data.");
    if (!arguments.date.empty()) {
        const auto date = parseDate(arguments.date);
        if (!date)
            return fail(date.error());
        choice.date = *date;
    }
    if (!arguments.until.empty()) {
        const auto until = parseDate(arguments.until);
        if (!until)
            return fail(until.error());
        choice.until = *until;
    }
    if (arguments.isSimulated && arguments.date.empty())
        choice.date = start::tradingDayAtHand(); // where a desk on the simulated market opens as well
    choice.kind = arguments.isSimulated ? MarketChoice::Kind::Simulated : MarketChoice::Kind::Recorded;
    choice.directory = arguments.data;
    choice.underlying = arguments.underlying;
    return choice;
}

Result<ExchangeOptions> exchangeOptionsOf(const ExchangeArguments& arguments)
{
    ExchangeOptions options;
    const auto fills = parseFillModel(arguments.fills);
    if (!fills)
        return fail(fills.error());
    const auto cash = Money::parse(arguments.cash);
    if (!cash)
        return fail(cash.error());
    auto profile = findExchangeProfile(arguments.profileName);
    if (!profile)
        return fail(profile.error());
    if (*cash < Money())
        return fail("input.cash", fmt::format("Cash begins at 0 or more, found {}.", cash->text()));
    options.fills = *fills;
    options.cash = *cash;
    options.seed = arguments.seed;
    options.latency = std::chrono::milliseconds {arguments.latencyMs};
    options.profile = *std::move(profile);
    return options;
}

Result<std::shared_ptr<ExchangeBook>> bookOf(const ExchangeArguments& arguments)
{
    const auto choice = marketOf(arguments);
    if (!choice)
        return fail(choice.error());
    auto options = exchangeOptionsOf(arguments);
    if (!options)
        return fail(options.error());
    auto market = openMarket(*choice);
    if (!market)
        return fail(market.error());
    return std::make_shared<ExchangeBook>(*std::move(market), *std::move(options));
}

QJsonObject readyLine(const ExchangeArguments& arguments, const ExchangeBook& exchange)
{
    return {{QStringLiteral("ready"), true},
            {QStringLiteral("socket"), wireText(arguments.socket)},
            {QStringLiteral("pid"), QCoreApplication::applicationPid()},
            {QStringLiteral("source"), wireText(exchange.market().profile().name)},
            {QStringLiteral("starts_at"), wireText(toIsoText(exchange.market().startsAt()))},
            {QStringLiteral("fill_model"), wireText(arguments.fills)},
            {QStringLiteral("profile"), wireText(exchange.options().profile.name)}};
}

Result<void> serveExchange(const ExchangeArguments& arguments)
{
    if (arguments.isResumed && arguments.ledger.empty())
        return fail("usage.ledger", "To resume, name the ledger with --ledger FILE.");
    auto exchange = bookOf(arguments);
    if (!exchange)
        return fail(exchange.error());
    std::unique_ptr<LedgerFile> ledger;
    if (!arguments.ledger.empty()) {
        auto opened = arguments.isResumed ? LedgerFile::resume(arguments.ledger, *exchange)
                                          : LedgerFile::open(arguments.ledger, *exchange);
        if (!opened)
            return fail(opened.error());
        ledger = *std::move(opened);
    }
    ExchangeServer server(*exchange);
    if (auto listening = server.listen(arguments.socket); !listening)
        return listening;
    const StopSignal stop([] { QCoreApplication::quit(); });
    printLine(readyLine(arguments, **exchange));
    QCoreApplication::exec();
    server.close();
    printLine({{QStringLiteral("ended"), true}, {QStringLiteral("summary"), exchangeSummary(**exchange)}});
    if (ledger && ledger->failure())
        return fail(*ledger->failure());
    return {};
}

// Asks the exchange that serves there to take an execution back, or to correct its price.
Result<void> ruleOnExecution(const ExchangeArguments& arguments)
{
    ExchangeRuling ruling {ExecutionId(arguments.ruledExecution), {}, arguments.reason};
    if (!arguments.rightPrice.empty()) {
        const auto price = Price::parse(arguments.rightPrice);
        if (!price)
            return fail(price.error());
        ruling.price = *price;
    }
    auto exchange = SocketVenue::open(arguments.socket, rulingPatience);
    if (!exchange)
        return fail(exchange.error());
    if (auto ruled = (*exchange)->rule(ruling); !ruled)
        return ruled;
    printLine({{QStringLiteral("ruled"), true},
               {QStringLiteral("execution_id"), wireText(arguments.ruledExecution)}});
    return {};
}

void addExchangeOptions(CLI::App& command, ExchangeArguments& arguments)
{
    command.add_option("--listen", arguments.socket, "Local socket to serve at")->required();
    auto* rule = command.add_option("--rule", arguments.ruledExecution,
                                    "Take this execution back at the exchange that serves there");
    command.add_option("--price", arguments.rightPrice, "With --rule: its right net price instead")
        ->needs(rule);
    command.add_option("--reason", arguments.reason, "With --rule: why")->needs(rule);
    command.add_flag("--simulated", arguments.isSimulated, "Trade on the simulated market");
    command.add_option("--data", arguments.data, "Trade on recorded days from this folder");
    command.add_option("--underlying", arguments.underlying, "Underlying of the recorded days");
    command.add_option("--date", arguments.date, "First day, as 2013-06-28");
    command.add_option("--until", arguments.until, "Last day; one day without it");
    command.add_option("--seed", arguments.seed, "Seed of everything random")
        ->check(start::wholeNumber())
        ->capture_default_str();
    command.add_option("--fills", arguments.fills, "pessimistic, calibrated or optimistic")
        ->capture_default_str();
    command.add_option("--cash", arguments.cash, "Cash the account begins with")->capture_default_str();
    command.add_option("--latency-ms", arguments.latencyMs, "Virtual time until a command takes effect")
        ->check(CLI::Range(0, 60'000))
        ->capture_default_str();
    command.add_option("--profile-name", arguments.profileName, "What the venue can do")
        ->capture_default_str();
    command.add_option("--ledger", arguments.ledger, "Append the exchange's ledger to this file");
    command.add_flag("--resume", arguments.isResumed, "Go on where the last run in the ledger ended");
}

} // namespace

void addExchangeCommand(CLI::App& program, Action& action)
{
    CLI::App* command
        = program.add_subcommand("exchange", "Run the simulated exchange in a process of its own");
    command->footer("Example: strikectl exchange --listen /tmp/exchange.sock --simulated --seed 7");
    auto arguments = std::make_shared<ExchangeArguments>();
    addExchangeOptions(*command, *arguments);
    command->callback([arguments, &action] {
        action = [arguments] {
            const auto served
                = arguments->ruledExecution.empty() ? serveExchange(*arguments) : ruleOnExecution(*arguments);
            return served ? ExitCode::Done : reportError(served.error(), false);
        };
    });
}

} // namespace strikedesk::cli
