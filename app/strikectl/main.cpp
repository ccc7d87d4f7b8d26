// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/Command.h"

#include <QCoreApplication>

#include <array>

namespace {

using namespace strikedesk::cli;

// Every command of the program, in the order of --help.
constexpr auto commands = std::to_array<AddCommand>({
    addAttributionCommand,  addAuditCommand,    addBooksCommand,    addBreakerCommand,
    addChainCommand,        addConfigCommand,   addCostsCommand,    addExchangeCommand,
    addInputsCommand,       addKillCommand,     addLimitsCommand,   addMarginCommand,
    addOrderCommand,        addPlanCommand,     addPositionCommand, addPriceCommand,
    addProgressCommand,     addReplayCommand,   addRiskCommand,     addRollCommand,
    addRuleCommand,         addScenarioCommand, addServeCommand,    addSessionCommand,
    addShocksCommand,       addSlippageCommand, addStatusCommand,   addStructureCommand,
    addSurveillanceCommand, addSymbolCommand,   addTokenCommand,    addVersionCommand,
    addWalksCommand,
});

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("strikedesk"));

    CLI::App program("strikectl: the command line of Strikedesk", "strikectl");
    program.require_subcommand(1);
    program.set_help_all_flag("--help-all", "Help of every command");
    Action action;
    for (const AddCommand add : commands)
        add(program, action);
    return strikedesk::start::runCommandLine(program, argc, argv,
                                             [&] { return action ? action() : ExitCode::Usage; });
}
