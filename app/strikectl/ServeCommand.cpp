// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/start/DeskArguments.h"
#include "app/strikectl/Command.h"
#include "app/strikectl/StopSignal.h"
#include "core/api/ApiServer.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <optional>

namespace strikedesk::cli {
namespace {

struct ServeArguments
{
    start::DeskArguments desk;
    std::optional<int> port; ///< Without it as the settings say.
};

void printReady(const api::ApiServer& server, DeskMode mode)
{
    const QJsonObject ready {{QStringLiteral("ready"), true},
                             {QStringLiteral("url"), QString::fromStdString(server.url())},
                             {QStringLiteral("token_file"), QString::fromStdString(server.tokenFile())},
                             {QStringLiteral("mode"), QString::fromStdString(std::string(nameOf(mode)))},
                             {QStringLiteral("pid"), QCoreApplication::applicationPid()}};
    fmt::print("{}\n", QJsonDocument(ready).toJson(QJsonDocument::Compact).toStdString());
    std::fflush(stdout);
}

ExitCode serve(const ServeArguments& arguments)
{
    const auto settings = start::settingsFor(arguments.desk);
    if (!settings)
        return reportError(settings.error(), false);
    const start::DeskArguments completed = start::completedBy(*settings, arguments.desk);
    const DeskMode mode = start::modeFor(completed);
    auto options = start::deskOptionsFrom(completed, mode);
    if (!options)
        return reportError(options.error(), false);
    const auto port = static_cast<std::uint16_t>(arguments.port.value_or(settings->get(settings::apiPort)));
    if (const auto free = api::ApiServer::checkPort(port); !free)
        return reportError(free.error(), false);
    auto runtime = DeskRuntime::open(*options);
    if (!runtime)
        return reportError(runtime.error(), false);
    (*runtime)->engine().run();
    api::ApiOptions apiOptions;
    apiOptions.profileDir = (*runtime)->profile().folder();
    apiOptions.port = port;
    auto server = api::ApiServer::start((*runtime)->engine(), apiOptions);
    if (!server)
        return reportError(server.error(), false);
    const StopSignal stop([] { QCoreApplication::quit(); });
    printReady(**server, mode);
    QCoreApplication::exec();
    server->reset(); // requests end before the desk they ask
    return ExitCode::Done;
}

} // namespace

void addServeCommand(CLI::App& program, Action& action)
{
    CLI::App* command = program.add_subcommand("serve", "Run engine and API without a screen, until SIGTERM");
    command->footer("Example: strikectl serve --market simulated --port 0 --profile my-desk");
    auto arguments = std::make_shared<ServeArguments>();
    start::addMarketOption(*command, arguments->desk);
    start::addDeskOptions(*command, arguments->desk);
    command->add_option("--port", arguments->port, "Port on 127.0.0.1; 0 for any free one")
        ->check(CLI::Range(0, 65535));
    command->callback([arguments, &action] { action = [arguments] { return serve(*arguments); }; });
}

} // namespace strikedesk::cli
