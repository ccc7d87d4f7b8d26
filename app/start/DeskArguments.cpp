// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/start/DeskArguments.h"

#include "app/start/CommandLine.h"
#include "core/instruments/TradingCalendar.h"
#include "core/session/Plan.h"
#include "core/session/PlanFile.h"
#include "core/util/Clock.h"

#include <fmt/format.h>

#include <charconv>

namespace strikedesk::start {
namespace {

Result<double> speedFrom(const std::string& text, DeskMode mode)
{
    if (text.empty())
        return mode == DeskMode::Replay ? 0.0 : 1.0;
    if (text == "max")
        return 0.0;
    double speed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), speed);
    if (error != std::errc() || end != text.data() + text.size() || !(speed > 0) || speed > 1e6)
        return fail("input.speed", fmt::format("Expected \"max\" or a number above 0, found \"{}\".", text));
    return speed;
}

Result<MarketChoice> marketFrom(const DeskArguments& arguments)
{
    if (arguments.data.empty()) {
        auto choice = parseMarketChoice(arguments.market.empty() ? "simulated" : arguments.market,
                                        arguments.seed.value_or(1));
        if (choice && choice->kind == MarketChoice::Kind::Simulated && !choice->date.ok())
            choice->date = tradingDayAtHand();
        return choice;
    }
    std::string text = "recorded:" + arguments.data + "," + arguments.underlying + "," + arguments.date;
    if (!arguments.until.empty())
        text += "," + arguments.until;
    return parseMarketChoice(text, arguments.seed.value_or(1));
}

} // namespace

Date tradingDayAtHand()
{
    const TradingCalendar& calendar = TradingCalendar::us();
    const Date today = newYorkLocal(SystemClock().now()).date;
    return calendar.isTradingDay(today) ? today : calendar.nextTradingDay(today);
}

void addRecordedOptions(CLI::App& command, DeskArguments& arguments)
{
    command.add_option("--data", arguments.data, "Folder of recorded data (LEAN layout)")->required();
    command.add_option("--underlying", arguments.underlying, "Underlying, such as nwsa")->required();
    command.add_option("--date", arguments.date, "Trading day, such as 2013-06-28")->required();
    command.add_option("--until", arguments.until, "Last trading day, for several");
}

void addMarketOption(CLI::App& command, DeskArguments& arguments)
{
    command.add_option("--market", arguments.market,
                       "simulated, simulated,halts, or recorded:DIR,UNDERLYING,DATE[,UNTIL]");
}

void addDeskOptions(CLI::App& command, DeskArguments& arguments)
{
    command.add_option("--plan", arguments.plan, "Plan file; a shipped one without it; none for no session");
    command.add_option("--fills", arguments.fills, "pessimistic, calibrated or optimistic");
    command.add_option("--speed", arguments.speed, "max, or virtual seconds per second");
    command.add_option("--profile", arguments.profile, "Profile folder");
    command.add_option("--exchange", arguments.exchange, "Socket of a strikectl exchange");
    command.add_option("--seed", arguments.seed, "Seed of everything random")->check(wholeNumber());
}

Result<Settings> settingsFor(const DeskArguments& arguments)
{
    const std::string folder
        = arguments.profile.empty() ? Profile::defaultFolder(ProfileKind::Paper) : arguments.profile;
    return Settings::load(folder + "/settings.yaml");
}

DeskArguments completedBy(const Settings& settings, DeskArguments arguments)
{
    if (arguments.market.empty() && arguments.data.empty())
        arguments.market = settings.get(settings::marketSource);
    if (arguments.fills.empty())
        arguments.fills = settings.get(settings::fillModel);
    if (arguments.speed.empty()) {
        const double speed = settings.get(settings::marketSpeed);
        arguments.speed = speed > 0 ? fmt::format("{}", speed) : "max";
    }
    if (!arguments.seed)
        arguments.seed = std::uint64_t(settings.get(settings::marketSeed));
    arguments.openingCash = settings.get(settings::openingCash);
    arguments.anchorsInSystemJournal = settings.get(settings::systemJournal);
    return arguments;
}

DeskMode modeFor(const DeskArguments& arguments)
{
    return arguments.market.starts_with("recorded") ? DeskMode::Replay : DeskMode::Paper;
}

Result<DeskOptions> deskOptionsFrom(const DeskArguments& arguments, DeskMode mode)
{
    DeskOptions options;
    options.mode = mode;
    options.seed = arguments.seed.value_or(options.seed);
    if (!arguments.fills.empty())
        options.fillModel = arguments.fills;
    options.openingCash = arguments.openingCash.value_or(options.openingCash);
    options.profileFolder = arguments.profile;
    options.exchangeSocket = arguments.exchange;
    // A replay can be had again: what it did needs no witness.
    options.anchorsInSystemJournal = arguments.anchorsInSystemJournal && mode != DeskMode::Replay;
    if (mode == DeskMode::Paper && arguments.profile.empty()) {
        options.profileFolder = Profile::defaultFolder(ProfileKind::Paper);
        options.setsEarlierRunAside = arguments.exchange.empty();
    }
    auto market = marketFrom(arguments);
    if (!market)
        return fail(market.error());
    options.market = std::move(*market);
    auto speed = speedFrom(arguments.speed, mode);
    if (!speed)
        return fail(speed.error());
    options.speed = *speed;
    if (arguments.plan == "none")
        return options;
    // On the simulated market the desk opens with a book that is alive; a recorded day is traded by first
    // light.
    const std::string shipped = options.market.kind == MarketChoice::Kind::Simulated
        ? ":/plans/desk-demo.yaml"
        : ":/plans/first-light.yaml";
    auto plan = readPlanFile(arguments.plan.empty() ? shipped : arguments.plan);
    if (!plan)
        return fail(plan.error());
    // Before anything is made or renamed: a desk whose session was refused would run on without it.
    if (const auto checked = parsePlan(*plan); !checked)
        return fail(checked.error());
    options.planText = std::move(*plan);
    return options;
}

} // namespace strikedesk::start
