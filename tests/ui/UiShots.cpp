// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/FixtureDesk.h"
#include "tests/ui/FixtureMarket.h"
#include "ui/chain/ChainPanel.h"
#include "ui/shots/Shots.h"
#include "ui/theme/Theme.h"
#include "ui/ticket/OrderDraft.h"
#include "ui/window/DeskPanels.h"
#include "ui/window/MainWindow.h"

#include <QApplication>
#include <QEventLoop>
#include <QTimer>

int main(int argc, char** argv)
{
    using namespace strikedesk::ui;
    using strikedesk::Date;
    QApplication application(argc, argv);
    Theme::instance().apply(ThemeKind::Dark);
    FixtureDesk desk;
    MainWindow window(desk);
    const Date monthly {std::chrono::year {2026}, std::chrono::month {12}, std::chrono::day {18}};
    window.draft().addLeg(fixtureSymbol("SPY", monthly, true, 600), strikedesk::Side::Buy);
    window.draft().addLeg(fixtureSymbol("SPY", monthly, true, 610), strikedesk::Side::Sell);
    window.draft().setQuantity(2);
    window.draft().setWorst(strikedesk::Price::ofCents(518));
    window.show();
    window.panels().chain->selectExpiry(4);
    // The ticket asks for its preview a moment after the last change.
    QEventLoop wait;
    QTimer::singleShot(400, &wait, &QEventLoop::quit);
    wait.exec();
    const auto written = renderShots(window, QString::fromLocal8Bit(argc > 1 ? argv[1] : "."));
    if (!written)
        qWarning("%s", written.error().message.c_str());
    return written ? 0 : 1;
}
