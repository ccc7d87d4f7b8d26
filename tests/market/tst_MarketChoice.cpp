// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/MarketSource.h"

#include <QTest>

using namespace strikedesk;
using namespace std::chrono;

class TestMarketChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void simulatedNeedsNothingMore();
    void aRecordedDayIsRead();
    void aRangeOfDaysIsRead();
    void aFolderMayHaveCommas();
    void whatIsNoMarketIsRefused_data();
    void whatIsNoMarketIsRefused();
    void openingWithoutADateIsRefused();
};

void TestMarketChoice::simulatedNeedsNothingMore()
{
    const auto choice = parseMarketChoice("simulated", 7);
    QVERIFY(choice);
    QVERIFY(choice->kind == MarketChoice::Kind::Simulated);
    QCOMPARE(choice->seed, 7U);
    QVERIFY(!choice->date.ok());
}

void TestMarketChoice::aRecordedDayIsRead()
{
    const auto choice = parseMarketChoice("recorded:data/lean,NWSA,2013-06-28", 1);
    QVERIFY(choice);
    QVERIFY(choice->kind == MarketChoice::Kind::Recorded);
    QCOMPARE(choice->directory, std::string("data/lean"));
    QCOMPARE(choice->underlying, std::string("NWSA"));
    QVERIFY(choice->date == 2013y / June / 28);
    QVERIFY(!choice->until);
}

void TestMarketChoice::aRangeOfDaysIsRead()
{
    const auto choice = parseMarketChoice("recorded:d,spxw,20210104,20210106", 1);
    QVERIFY(choice);
    QVERIFY(choice->date == 2021y / January / 4);
    QVERIFY(choice->until == 2021y / January / 6);
}

void TestMarketChoice::aFolderMayHaveCommas()
{
    const auto choice = parseMarketChoice("recorded:a,b,c,goog,2015-12-23", 1);
    QVERIFY(choice);
    QCOMPARE(choice->directory, std::string("a,b,c"));
    QCOMPARE(choice->underlying, std::string("goog"));
}

void TestMarketChoice::whatIsNoMarketIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "live", "recorded", "recorded:", "recorded:d", "recorded:d,goog",
                             "recorded:d,goog,", "recorded:d,goog,2015-02-30", "recorded:,goog,2015-12-23",
                             "recorded:d,,2015-12-23", "recorded:d,goog,2015-12-24,2015-12-23", "simulated:"})
        QTest::addRow("'%s'", text) << QByteArray(text);
}

void TestMarketChoice::whatIsNoMarketIsRefused()
{
    QFETCH(QByteArray, text);
    const auto choice = parseMarketChoice(std::string_view(text.constData(), std::size_t(text.size())), 1);
    QVERIFY(!choice);
    QCOMPARE(choice.error().code, std::string("input.market"));
    QVERIFY(choice.error().message.find(text.toStdString()) != std::string::npos);
}

void TestMarketChoice::openingWithoutADateIsRefused()
{
    const auto market = openMarket(MarketChoice {});
    QVERIFY(!market);
    QCOMPARE(market.error().code, std::string("input.date"));
}

QTEST_GUILESS_MAIN(TestMarketChoice)
#include "tst_MarketChoice.moc"
