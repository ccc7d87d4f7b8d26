// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shots/Shots.h"

#include "ui/base/DeskLink.h"
#include "ui/base/Format.h"
#include "ui/shots/Figures.h"
#include "ui/shots/StoryParts.h"
#include "ui/window/DeskDock.h"
#include "ui/window/MainWindow.h"

#include <QApplication>
#include <QDir>

namespace strikedesk::ui {
namespace {

constexpr int settlePasses = 6;
constexpr int scenarioSeconds = 10;
constexpr QSize smallestScreen(1280, 800);

// Layouts settle over several passes of posted events; nothing is waited for.
void settleWindow()
{
    for (int pass = 0; pass < settlePasses; ++pass) {
        QApplication::sendPostedEvents();
        QApplication::processEvents();
    }
    // A snapshot that came with the last of them has set words that the layouts do not know yet.
    for (int pass = 0; pass < settlePasses; ++pass)
        QApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
}

// The book is valued when somebody looks at the panel.
void lookAt(MainWindow& window, const DeskDock& dock)
{
    window.raiseDock(dock.objectName());
    const auto isValued = [&] { return window.link().pricing() && window.link().pricing()->scenario; };
    if (dock.objectName() == u"scenarioDock")
        (void)waitUntil(isValued, scenarioSeconds); // else the picture says that it is not
    settleWindow();
}

// The theme, and the size of text when it is not the usual one.
QString themeSuffix()
{
    const double scale = Theme::instance().fontScale();
    const QString size = scale == 1 ? QString() : u"-text-%1"_s.arg(qRound(scale * 100));
    return u'-' + textOf(nameOf(Theme::instance().kind())) + size;
}

} // namespace

Result<QString> renderShot(MainWindow& window, const QString& directory, const QString& name)
{
    QDir().mkpath(directory);
    window.show();
    window.link().refresh();
    settleWindow();
    return writeFigure(window, directory, name + themeSuffix());
}

namespace {

// The smallest screen the desk is made for.
Result<QString> renderSmall(MainWindow& window, const QString& directory)
{
    const QSize size = window.size();
    window.resize(smallestScreen);
    settleWindow();
    auto file = renderShot(window, directory, u"window-1280x800"_s);
    window.resize(size);
    settleWindow();
    return file;
}

} // namespace

Result<std::vector<QString>> renderShots(MainWindow& window, const QString& directory)
{
    std::vector<QString> files;
    for (const ThemeKind kind : {ThemeKind::Dark, ThemeKind::Light}) {
        window.setTheme(kind);
        auto whole = renderShot(window, directory, u"window"_s);
        if (!whole)
            return fail(whole.error());
        files.push_back(*whole);
        auto small = renderSmall(window, directory);
        if (!small)
            return fail(small.error());
        files.push_back(*small);
        for (DeskDock* dock : window.docks()) {
            lookAt(window, *dock);
            auto part = writeFigure(*dock->widget(), directory,
                                    QString(dock->objectName()).remove(u"Dock"_s) + themeSuffix());
            if (!part)
                return fail(part.error());
            files.push_back(*part);
        }
    }
    return files;
}

} // namespace strikedesk::ui
