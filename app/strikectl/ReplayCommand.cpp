// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/start/DeskArguments.h"
#include "app/strikectl/Command.h"
#include "core/audit/AuditVerifier.h"
#include "core/engine/RunSummary.h"
#include "core/util/Clock.h"

#include <QJsonDocument>

#include <fmt/format.h>

#include <memory>

namespace strikedesk::cli {
namespace {

void printPlainly(const QJsonObject& summary)
{
    const auto text = [&](const char* key) {
        return summary.value(QLatin1String(key)).toVariant().toString().toStdString();
    };
    const auto inner = [&](const char* key, const char* field) {
        return summary.value(QLatin1String(key))
            .toObject()
            .value(QLatin1String(field))
            .toVariant()
            .toString()
            .toStdString();
    };
    fmt::print("{} {} (seed {}, {} fills)\n", text("underlying"), text("date"), text("seed"),
               text("fill_model"));
    fmt::print("  orders {}, fills {}, rejected {}\n", text("orders"), text("fills"), text("rejected"));
    fmt::print("  slippage spent {} of {}, improvement {}\n", inner("slippage", "spent"),
               inner("slippage", "limit"), inner("slippage", "improvement"));
    fmt::print("  realised {}, unrealised {}, fees {}\n", inner("pnl", "realised"),
               inner("pnl", "unrealised"), inner("pnl", "fees"));
    fmt::print("  session {}: {} of {} tasks done, {} failed\n", inner("session", "state"),
               inner("session", "done"), inner("session", "tasks"), inner("session", "failed"));
    fmt::print("  audit {} records, verified {}, event hash {}\n", inner("audit", "events"),
               inner("audit", "verified"), text("event_hash"));
}

ExitCode replay(const start::DeskArguments& arguments, bool asJson)
{
    auto options = start::deskOptionsFrom(arguments, DeskMode::Replay);
    if (!options)
        return reportError(options.error(), asJson);
    const double startedAt = steadySeconds();
    auto runtime = DeskRuntime::open(*options);
    if (!runtime)
        return reportError(runtime.error(), asJson);
    Engine& engine = (*runtime)->engine();
    engine.run();
    engine.waitUntilEnded();
    const TradingCore& core = engine.core();
    if (core.storageFailure())
        return reportError(*core.storageFailure(), asJson);
    const auto verdict
        = verifyAudit((*runtime)->profile().databaseFile(), (*runtime)->profile().anchorsFolder());
    if (!verdict)
        return reportError(verdict.error(), asJson);
    const QJsonObject summary = runSummary(core, *verdict, steadySeconds() - startedAt);
    if (asJson)
        fmt::print("{}", QJsonDocument(summary).toJson(QJsonDocument::Indented).toStdString());
    else
        printPlainly(summary);
    return verdict->isIntact ? ExitCode::Done : ExitCode::VerificationFailed;
}

} // namespace

void addReplayCommand(CLI::App& program, Action& action)
{
    CLI::App* command
        = program.add_subcommand("replay", "Run the whole desk on recorded days, without a screen");
    command->footer("Example: strikectl replay --data lean/Data --underlying nwsa --date 2013-06-28 --json");
    auto arguments = std::make_shared<start::DeskArguments>();
    auto asJson = std::make_shared<bool>(false);
    start::addRecordedOptions(*command, *arguments);
    start::addDeskOptions(*command, *arguments);
    command->add_flag("--json", *asJson, "One JSON document on standard output");
    command->callback([arguments, asJson, &action] {
        action = [arguments, asJson] { return replay(*arguments, *asJson); };
    });
}

} // namespace strikedesk::cli
