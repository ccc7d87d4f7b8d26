// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/BenchUi.h"
#include "app/desktop/CrashStory.h"
#include "app/start/CommandLine.h"
#include "app/start/DeskArguments.h"
#include "core/api/ApiServer.h"
#include "core/engine/DeskRuntime.h"
#include "core/settings/Settings.h"
#include "ui/shots/Figures.h"
#include "ui/shots/Story.h"
#include "ui/theme/Theme.h"
#include "ui/window/MainWindow.h"

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace {

using namespace strikedesk;

// Long enough for the shipped plan to build its book on the simulated market.
constexpr Duration simulatedHeadStart = std::chrono::seconds {90};

struct DesktopArguments
{
    start::DeskArguments desk;
    std::string theme;
    std::string shots;
    std::string scenes = "all";
    double fontScale = 0;    ///< 0: what the settings say.
    std::optional<int> port; ///< Without it as the settings say.
    bool isBench = false;
    bool isJson = false;

    /// Draws or measures and ends, without a person in front of it.
    [[nodiscard]] bool isErrand() const { return isBench || !shots.empty(); }
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
    program.add_option("--theme", arguments.theme, "dark or light; without it as the settings say")
        ->check(CLI::IsMember({"dark", "light"}));
    program
        .add_option("--font-scale", arguments.fontScale,
                    "Size of text, 0.8 to 2; without it as the settings say")
        ->check(CLI::Range(settings::viewScale.minimum, settings::viewScale.maximum));
    program.add_option("--shots", arguments.shots,
                       "Render the first minutes, every panel and a recovery into this folder");
    program.add_option("--scenes", arguments.scenes, "With --shots: all, panels, recovery, or figures")
        ->check(CLI::IsMember({"all", "panels", "recovery", "figures"}));
    program.add_flag("--bench-ui", arguments.isBench,
                     "Measure the longest stall of the screen until the market ends");
    program.add_flag("--json", arguments.isJson, "With --bench-ui: one JSON document");
}

ExitCode renderPictures(ui::MainWindow& window, const DesktopArguments& arguments)
{
    const QString directory = QString::fromStdString(arguments.shots);
    if (arguments.scenes == "figures") {
        const auto figures = ui::renderFigures(directory);
        return figures ? ExitCode::Done : reportFailure(figures.error());
    }
    if (arguments.scenes == "recovery") {
        const auto recovery = ui::renderRecovery(window, directory);
        return recovery ? ExitCode::Done : reportFailure(recovery.error());
    }
    if (arguments.scenes == "panels") {
        const auto panels = ui::renderBook(window, directory);
        return panels ? ExitCode::Done : reportFailure(panels.error());
    }
    const auto story = ui::renderStory(window, directory);
    const auto crash = renderCrashStory(directory);
    if (!story)
        (void)reportFailure(story.error());
    if (!crash)
        (void)reportFailure(crash.error());
    return story && crash ? ExitCode::Done : ExitCode::Failed;
}

// What the settings say, unless the command line says something else.
void applyView(const Settings& settings, const DesktopArguments& arguments)
{
    ui::Theme::instance().setFontScale(arguments.fontScale > 0 ? arguments.fontScale
                                                               : settings.get(settings::viewScale));
    const std::string theme = arguments.theme.empty() ? settings.get(settings::viewTheme) : arguments.theme;
    ui::Theme::instance().apply(theme == "light" ? ui::ThemeKind::Light : ui::ThemeKind::Dark);
}

// The screen works without the API: a port that is taken is said, not fatal.
std::unique_ptr<api::ApiServer> startApi(DeskRuntime& runtime, const Settings& settings,
                                         std::optional<int> asked)
{
    if (!asked && !settings.get(settings::apiEnabled))
        return nullptr;
    const int port = asked.value_or(settings.get(settings::apiPort));
    api::ApiOptions options;
    options.profileDir = runtime.profile().folder();
    options.port = static_cast<std::uint16_t>(port);
    auto server = api::ApiServer::start(runtime.engine(), options);
    if (server)
        return std::move(*server);
    (void)reportFailure(server.error());
    return nullptr;
}

ExitCode runDesk(DesktopArguments arguments)
{
    if (!arguments.shots.empty() && !QDir().mkpath(QString::fromStdString(arguments.shots)))
        return reportFailure({"input.file", "The folder of --shots cannot be made; name another."});
    // An errand leaves the profile of a person, and the port of a running desk, alone.
    const QTemporaryDir errandFolder;
    if (arguments.isErrand() && arguments.desk.profile.empty()) {
        arguments.desk.profile = errandFolder.filePath(QStringLiteral("desk")).toStdString();
        arguments.port = 0;
    }
    const auto settings = start::settingsFor(arguments.desk);
    if (!settings)
        return reportFailure(settings.error());
    const start::DeskArguments completed = start::completedBy(*settings, arguments.desk);
    auto options = start::deskOptionsFrom(completed, start::modeFor(completed));
    if (!options)
        return reportFailure(options.error());
    if (options->market.kind == MarketChoice::Kind::Simulated && options->exchangeSocket.empty())
        options->headStart = simulatedHeadStart;
    auto runtime = DeskRuntime::open(*options);
    if (!runtime)
        return reportFailure(runtime.error());
    applyView(*settings, arguments);
    ui::MainWindow window(
        (*runtime)->engine(),
        {QString::fromStdString((*runtime)->profile().folder()), QStringLiteral(":/plans")});
    if (!arguments.theme.empty()) // The word of today wins over the theme the window was closed with.
        window.setTheme(arguments.theme == "light" ? ui::ThemeKind::Light : ui::ThemeKind::Dark);
    if (arguments.isBench)
        return ExitCode(benchUi(window, (*runtime)->engine(), arguments.isJson));
    (*runtime)->engine().run();
    const auto server = startApi(**runtime, *settings, arguments.port);
    if (!arguments.shots.empty())
        return renderPictures(window, arguments);
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
