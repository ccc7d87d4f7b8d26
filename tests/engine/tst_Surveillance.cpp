// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/Surveillance.h"

#include <QTest>

using namespace strikedesk;
using namespace std::chrono_literals;

/// Own orders as a surveillance desk sees them.
class TestSurveillance : public QObject
{
    Q_OBJECT

    static constexpr Instant begin {1'000s};

    static OrderView order(const std::string& id, Side side, OrderState state,
                           const std::string& actor = "bot")
    {
        OrderView view;
        view.id = OrderId(id);
        view.actor = actor;
        view.state = state;
        view.request.legs = {{"ACME  130720P00095000", side, 1, PositionEffect::Open}};
        view.createdAt = begin;
        view.steps.push_back({begin, "submit", {}, {}, {}, {}, {}, {}, 0});
        return view;
    }
    static OrderView filled(const std::string& id, Side side, int second)
    {
        OrderView view = order(id, side, OrderState::Filled);
        view.filled = Quantity(1);
        view.steps.push_back({begin + std::chrono::seconds {second}, "fill", {}, {}, {}, {}, {}, {}, 0});
        return view;
    }
    static OrderView pulled(const std::string& id, Side side, int second, const std::string& actor = "bot")
    {
        OrderView view = order(id, side, OrderState::Cancelled, actor);
        view.steps.push_back({begin + std::chrono::seconds {second}, "cancel", {}, {}, {}, {}, {}, {}, 0});
        return view;
    }

private Q_SLOTS:
    void ratiosAreOfEachSender()
    {
        std::vector<OrderView> orders {filled("O1", Side::Buy, 5), pulled("O2", Side::Buy, 9),
                                       order("O3", Side::Buy, OrderState::Working),
                                       pulled("O4", Side::Buy, 9, "me")};
        OrderView held = order("H5", Side::Buy, OrderState::Intent);
        held.held = HeldView {};
        orders.push_back(held);
        const SurveillanceReport report = surveillanceOf(orders);
        QCOMPARE(report.orders, 4);
        QCOMPARE(int(report.senders.size()), 2);
        const SenderConduct& bot = report.senders.front();
        QCOMPARE(bot.actor, std::string("bot"));
        QCOMPARE(bot.orders, 3);
        QCOMPARE(bot.messages, 4);
        QCOMPARE(bot.cancelRatio().value(), 0.5);
        QCOMPARE(bot.messagesPerFill().value(), 4.0);
        QCOMPARE(report.senders.back().cancelRatio().value(), 1.0);
        QVERIFY(!report.senders.back().messagesPerFill()); // unknown, not endless and not 0
    }

    void layeringLikePatterns_data()
    {
        QTest::addColumn<int>("others");
        QTest::addColumn<int>("side");
        QTest::addColumn<int>("second");
        QTest::addColumn<QString>("actor");
        QTest::addColumn<int>("patterns");
        QTest::newRow("three on the other side") << 3 << int(Side::Sell) << 30 << "bot" << 1;
        QTest::newRow("two are none") << 2 << int(Side::Sell) << 30 << "bot" << 0;
        QTest::newRow("on its own side") << 3 << int(Side::Buy) << 30 << "bot" << 0;
        QTest::newRow("cancelled before") << 3 << int(Side::Sell) << 9 << "bot" << 0;
        QTest::newRow("at the end of the window") << 3 << int(Side::Sell) << 70 << "bot" << 1;
        QTest::newRow("after the window") << 3 << int(Side::Sell) << 71 << "bot" << 0;
        QTest::newRow("of somebody else") << 3 << int(Side::Sell) << 30 << "me" << 0;
    }
    void layeringLikePatterns()
    {
        QFETCH(int, others);
        QFETCH(int, side);
        QFETCH(int, second);
        QFETCH(QString, actor);
        QFETCH(int, patterns);
        std::vector<OrderView> orders {filled("O1", Side::Buy, 10)};
        for (int i = 0; i < others; ++i)
            orders.push_back(pulled("P" + std::to_string(i), Side(side), second, actor.toStdString()));
        const SurveillanceReport report = surveillanceOf(orders);
        QCOMPARE(int(report.patterns.size()), patterns);
        if (patterns > 0)
            QCOMPARE(int(report.patterns.front().cancelled.size()), others);
    }
};

QTEST_GUILESS_MAIN(TestSurveillance)
#include "tst_Surveillance.moc"
