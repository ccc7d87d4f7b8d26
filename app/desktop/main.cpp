// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/BenchUi.h"
#include "app/start/DeskArguments.h"
#include "core/engine/DeskRuntime.h"
#include "ui/shots/Shots.h"
#include "ui/shots/Story.h"
#include "ui/theme/Theme.h"
#include "ui/window/MainWindow.h"

#include <QApplication>

#include <fmt/format.h>

namespace {

using namespace strikedesk;

struct DesktopArguments
{
    start::DeskArguments desk;
    std::string theme = "dark";
    std::string shots;
    bool isBench = false;
};

int reportFailure(const Error& error)
{
    fmt::print(stderr, "strikedesk: {} [{}]\n", error.message, error.code);
    return 1;
}

void addOptions(CLI::App& program, DesktopArguments& arguments)
{
    program.add_option("--profile", arguments.desk.profile, "Folder of everything this desk owns");
    program.add_option("--market", arguments.desk.market,
                       "simulated, or recorded:DIR,UNDERLYING,DATE[,UNTIL]");
    program.add_option("--speed", arguments.desk.speed, "Virtual seconds per second, or max");
    program.add_option("--plan", arguments.desk.plan, "Plan file of the session, or none");
    program.add_option("--seed", arguments.desk.seed, "Seed of the simulation");
    program.add_option("--fills", arguments.desk.fills, "pessimistic, calibrated or optimistic");
    program.add_option("--exchange", arguments.desk.exchange,
                       "Socket of an exchange in a process of its own");
    program.add_option("--theme", arguments.theme, "dark or light")->check(CLI::IsMember({"dark", "light"}));
    program.add_option("--shots", arguments.shots,
                       "Render every panel and the first five minutes into this folder");
    program.add_flag("--bench-ui", arguments.isBench,
                     "Measure the longest stall of the screen until the market ends");
}

int renderPictures(ui::MainWindow& window, const std::string& folder)
{
    const QString directory = QString::fromStdString(folder);
    const auto story = ui::renderStory(window, directory);
    const auto panels = ui::renderShots(window, directory);
    if (!panels)
        return reportFailure(panels.error());
    return story ? 0 : reportFailure(story.error());
}

int runDesk(const DesktopArguments& arguments)
{
    const bool isRecorded = arguments.desk.market.starts_with("recorded");
    const auto options
        = start::deskOptionsFrom(arguments.desk, isRecorded ? DeskMode::Replay : DeskMode::Paper);
    if (!options)
        return reportFailure(options.error());
    auto runtime = DeskRuntime::open(*options);
    if (!runtime)
        return reportFailure(runtime.error());
    ui::Theme::instance().apply(arguments.theme == "light" ? ui::ThemeKind::Light : ui::ThemeKind::Dark);
    ui::MainWindow window((*runtime)->engine(),
                          {QString::fromStdString(arguments.desk.profile), QStringLiteral(":/plans")});
    (*runtime)->engine().run();
    if (!arguments.shots.empty())
        return renderPictures(window, arguments.shots);
    if (arguments.isBench)
        return benchUi(window);
    window.show();
    return QApplication::exec();
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
    CLI11_PARSE(program, argc, argv);
    return runDesk(arguments);
}
