// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/BenchUi.h"

#include "core/engine/Engine.h"
#include "ui/base/DeskLink.h"
#include "ui/base/StallMeter.h"
#include "ui/window/MainWindow.h"

#include <QApplication>
#include <QTimer>

#include <fmt/format.h>

namespace strikedesk {
namespace {

constexpr int warmUpMs = 1500; // Fonts, style and first layout are start-up, not a stall: the engine waits.
constexpr int benchLimitMs = 20 * 60 * 1000;
constexpr double targetMs = 50;
// The simulated market does not end: it is watched for the length of a trading day.
constexpr double marketSecondsMax = 6.5 * 3600;

struct BenchCounts
{
    std::uint64_t snapshots = 0;
    std::uint64_t chains = 0;
    Instant firstAt;
    Instant lastAt;
    bool hasEnded = false;

    void take(const DeskSnapshot& desk)
    {
        if (snapshots++ == 0)
            firstAt = desk.now;
        lastAt = desk.now;
        hasEnded = desk.hasEnded;
    }
    [[nodiscard]] double marketSeconds() const { return secondsBetween(firstAt, lastAt); }
};

void printReport(const ui::StallReport& report, const BenchCounts& counts, bool isJson)
{
    if (isJson) {
        fmt::print(
            "{{\"benchmark\":\"ui\",\"longest_stall_ms\":{:.2f},\"p99_ms\":{:.2f},\"target_ms\":{:.0f},"
            "\"seconds\":{:.1f},\"market_seconds\":{:.0f},\"heartbeats\":{},\"snapshots\":{},"
            "\"chains\":{},\"ended\":{}}}\n",
            report.longestMs, report.p99Ms, targetMs, report.secondsWatched, counts.marketSeconds(),
            report.beats, counts.snapshots, counts.chains, counts.hasEnded);
        return;
    }
    fmt::print("ui: longest stall {:.1f} ms (target {:.0f}), 99 % of {} heartbeats within {:.1f} ms; {:.1f} "
               "hours of market in {:.1f} s, {} snapshots and {} chains shown{}\n",
               report.longestMs, targetMs, report.beats, report.p99Ms, counts.marketSeconds() / 3600,
               report.secondsWatched, counts.snapshots, counts.chains,
               counts.hasEnded ? "" : "; the market goes on");
}

} // namespace

int benchUi(ui::MainWindow& window, Engine& engine, bool isJson)
{
    ui::StallMeter meter;
    BenchCounts counts;
    QObject::connect(&window.link(), &ui::DeskLink::deskChanged, &meter, [&](const DeskSnapshotPtr& desk) {
        counts.take(*desk);
        if (desk->hasEnded || counts.marketSeconds() >= marketSecondsMax)
            QTimer::singleShot(500, &meter, &QApplication::quit);
    });
    QObject::connect(&window.link(), &ui::DeskLink::pricingChanged, &meter, [&] { ++counts.chains; });
    window.show();
    QTimer::singleShot(warmUpMs, &meter, [&] {
        meter.start();
        engine.run();
    });
    QTimer::singleShot(benchLimitMs, &meter, &QApplication::quit);
    const int code = QApplication::exec();
    printReport(meter.report(), counts, isJson);
    return counts.hasEnded ? code : 1;
}

} // namespace strikedesk
