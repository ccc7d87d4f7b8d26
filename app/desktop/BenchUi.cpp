// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/BenchUi.h"

#include "core/engine/DeskSnapshot.h"
#include "ui/base/DeskLink.h"
#include "ui/base/StallMeter.h"
#include "ui/window/MainWindow.h"

#include <QApplication>
#include <QTimer>

#include <fmt/format.h>

namespace strikedesk {
namespace {

constexpr int warmUpMs = 1500; // Fonts, style and first layout are start-up, not a stall.
constexpr int benchLimitMs = 20 * 60 * 1000;

} // namespace

int benchUi(ui::MainWindow& window)
{
    ui::StallMeter meter;
    std::uint64_t snapshots = 0;
    QObject::connect(&window.link(), &ui::DeskLink::deskChanged, &meter, [&](const DeskSnapshotPtr& desk) {
        ++snapshots;
        if (desk->hasEnded)
            QTimer::singleShot(500, qApp, &QApplication::quit);
    });
    QTimer::singleShot(warmUpMs, &meter, &ui::StallMeter::start);
    QTimer::singleShot(benchLimitMs, qApp, &QApplication::quit);
    window.show();
    const int code = QApplication::exec();
    const ui::StallReport report = meter.report();
    fmt::print("{{\"longest_stall_ms\":{:.2f},\"p99_ms\":{:.2f},\"seconds\":{:.1f},\"heartbeats\":{},"
               "\"snapshots\":{}}}\n",
               report.longestMs, report.p99Ms, report.secondsWatched, report.beats, snapshots);
    return code;
}

} // namespace strikedesk
