// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/start/CommandLine.h"

namespace strikedesk::cli {

using start::ExitCode;
using start::printable;

/// As "strikectl: SENTENCE [code]", or as a document of its own.
ExitCode reportError(const Error& error, bool asJson);

/// What the chosen command does; set by the command's callback, run after parsing.
using start::Action;

/// Adds one command (noun, or noun with verbs) to the program. On parsing, the command stores its action.
using AddCommand = void (*)(CLI::App& program, Action& action);

void addAttributionCommand(CLI::App& program, Action& action);
void addAuditCommand(CLI::App& program, Action& action);
void addBooksCommand(CLI::App& program, Action& action);
void addBreakerCommand(CLI::App& program, Action& action);
void addChainCommand(CLI::App& program, Action& action);
void addConfigCommand(CLI::App& program, Action& action);
void addCostsCommand(CLI::App& program, Action& action);
void addExchangeCommand(CLI::App& program, Action& action);
void addInputsCommand(CLI::App& program, Action& action);
void addKillCommand(CLI::App& program, Action& action);
void addLimitsCommand(CLI::App& program, Action& action);
void addMarginCommand(CLI::App& program, Action& action);
void addOrderCommand(CLI::App& program, Action& action);
void addPlanCommand(CLI::App& program, Action& action);
void addPositionCommand(CLI::App& program, Action& action);
void addPriceCommand(CLI::App& program, Action& action);
void addProgressCommand(CLI::App& program, Action& action);
void addReplayCommand(CLI::App& program, Action& action);
void addRiskCommand(CLI::App& program, Action& action);
void addRollCommand(CLI::App& program, Action& action);
void addRuleCommand(CLI::App& program, Action& action);
void addScenarioCommand(CLI::App& program, Action& action);
void addServeCommand(CLI::App& program, Action& action);
void addSessionCommand(CLI::App& program, Action& action);
void addShocksCommand(CLI::App& program, Action& action);
void addSlippageCommand(CLI::App& program, Action& action);
void addStructureCommand(CLI::App& program, Action& action);
void addSurveillanceCommand(CLI::App& program, Action& action);
void addStatusCommand(CLI::App& program, Action& action);
void addSymbolCommand(CLI::App& program, Action& action);
void addTokenCommand(CLI::App& program, Action& action);
void addVersionCommand(CLI::App& program, Action& action);
void addWalksCommand(CLI::App& program, Action& action);

} // namespace strikedesk::cli
