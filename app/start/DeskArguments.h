// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskRuntime.h"
#include "core/settings/Settings.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

namespace strikedesk::start {

/// What starts a desk, as it stands on the command line: the same words for replay, serve and strikedesk.
struct DeskArguments
{
    std::string market; ///< "simulated" or "recorded:DIR,UNDERLYING,DATE[,UNTIL]".
    std::string data;
    std::string underlying;
    std::string date;
    std::string until;
    std::string plan;  ///< A file; "none" for no session.
    std::string fills; ///< Empty: calibrated.
    std::string speed;
    std::string profile;
    std::string exchange;
    std::optional<std::uint64_t> seed;   ///< 1 without it.
    std::optional<Money> openingCash;    ///< From the settings only.
    bool anchorsInSystemJournal = false; ///< From the settings only.
};

/// --data, --underlying, --date, --until.
void addRecordedOptions(CLI::App& command, DeskArguments& arguments);
/// --market, for programs that run on the simulated market too.
void addMarketOption(CLI::App& command, DeskArguments& arguments);
/// --plan, --fills, --speed, --profile, --exchange, --seed.
void addDeskOptions(CLI::App& command, DeskArguments& arguments);

/// The day that the simulated market opens on when none is named: today in New York, or the next day of
/// trading.
[[nodiscard]] Date tradingDayAtHand();

/// The settings of the profile that the arguments name. Codes of Settings::load().
[[nodiscard]] Result<Settings> settingsFor(const DeskArguments& arguments);
/// What the command line leaves open is as the settings say. A replay is not completed: its command says it
/// all.
[[nodiscard]] DeskArguments completedBy(const Settings& settings, DeskArguments arguments);
/// REPLAY on a recorded market, PAPER on the simulated one.
[[nodiscard]] DeskMode modeFor(const DeskArguments& arguments);

/// `input.*` for what cannot be understood.
[[nodiscard]] Result<DeskOptions> deskOptionsFrom(const DeskArguments& arguments, DeskMode mode);

} // namespace strikedesk::start
