// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/BenchUi.h"
#include "app/start/CommandLine.h"
#include "app/start/DeskArguments.h"
#include "core/api/ApiServer.h"
#include "core/engine/DeskRuntime.h"
#include "ui/shots/Shots.h"
#include "ui/shots/Story.h"
#include "ui/theme/Theme.h"
#include "ui/window/MainWindow.h"

#include <QApplication>
#include <QDir>

#include <memory>

namespace {

using namespace strikedesk;

// Long enough for the shipped plan to build its book on the simulated market.
constexpr Duration simulatedHeadStart = std::chrono::seconds {90};

struct DesktopArguments
{
    start::DeskArguments desk;
    std::string theme = "dark";
    std::string shots;
    int port = 8642;
    bool isBench = false;
};

using start::ExitCode;

ExitCode reportFailure(const Error& error)
{
    return start::reportError("strikedesk", error, false);
}

void addOptions(CLI::App& program, DesktopArguments& arguments)
{
    start::addMarketOption(program, arguments.desk);
    start::addDeskOptions(program, arguments.desk);
    program.add_option("--port", arguments.port, "Port of the API on 127.0.0.1; 0 for any free one")
        ->check(CLI::Range(0, 65535));
    program.add_option("--theme", arguments.theme, "dark or light")->check(CLI::IsMember({"dark", "light"}));
    program.add_option("--shots", arguments.shots,
                       "Render every panel and the first five minutes into this folder");
    program.add_flag("--bench-ui", arguments.isBench,
                     "Measure the longest stall of the screen until the market ends");
}

ExitCode renderPictures(ui::MainWindow& window, const std::string& folder)
{
    const QString directory = QString::fromStdString(folder);
    const auto story = ui::renderStory(window, directory);
    const auto panels = ui::renderShots(window, directory);
    if (!panels)
        return reportFailure(panels.error());
    return story ? ExitCode::Done : reportFailure(story.error());
}

// The screen works without the API: a port that is taken is said, not fatal.
std::unique_ptr<api::ApiServer> startApi(DeskRuntime& runtime, int port)
{
    api::ApiOptions options;
    options.profileDir = runtime.profile().folder();
    options.port = static_cast<std::uint16_t>(port);
    auto server = api::ApiServer::start(runtime.engine(), options);
    if (server)
        return std::move(*server);
    (void)reportFailure(server.error());
    return nullptr;
}

ExitCode runDesk(const DesktopArguments& arguments)
{
    if (!arguments.shots.empty() && !QDir().mkpath(QString::fromStdString(arguments.shots)))
        return reportFailure({"input.file", "The folder of --shots cannot be made; name another."});
    const bool isRecorded = arguments.desk.market.starts_with("recorded");
    auto options = start::deskOptionsFrom(arguments.desk, isRecorded ? DeskMode::Replay : DeskMode::Paper);
    if (!options)
        return reportFailure(options.error());
    if (options->market.kind == MarketChoice::Kind::Simulated && options->exchangeSocket.empty())
        options->headStart = simulatedHeadStart;
    auto runtime = DeskRuntime::open(*options);
    if (!runtime)
        return reportFailure(runtime.error());
    ui::Theme::instance().apply(arguments.theme == "light" ? ui::ThemeKind::Light : ui::ThemeKind::Dark);
    ui::MainWindow window(
        (*runtime)->engine(),
        {QString::fromStdString((*runtime)->profile().folder()), QStringLiteral(":/plans")});
    (*runtime)->engine().run();
    const auto server = startApi(**runtime, arguments.port);
    if (!arguments.shots.empty())
        return renderPictures(window, arguments.shots);
    if (arguments.isBench)
        return ExitCode(benchUi(window));
    window.show();
    return ExitCode(QApplication::exec());
}

} // namespace

int main(int argc, char** argv)
{
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("strikedesk"));
    CLI::App program("Strikedesk: a workstation for US-listed options", "strikedesk");
    DesktopArguments arguments;
    addOptions(program, arguments);
    return start::runCommandLine(program, argc, argv, [&] { return runDesk(arguments); });
}
