// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/TickTable.h"

#include <QtTest>

using namespace strikedesk;

class TestTickTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStepChangesAtThreeDollars_data();
    void theStepChangesAtThreeDollars();
    void roundingNeverPaysMore_data();
    void roundingNeverPaysMore();
    void advancingCrossesTheBoundary_data();
    void advancingCrossesTheBoundary();
    void laws_data();
    void laws();
};

namespace {

const QList<TickTable> allTables {TickTable::penny(), TickTable::pennyNickel(), TickTable::nickelDime(),
                                  TickTable::nickel()};

TickTable tableNamed(const QByteArray& name)
{
    for (const TickTable& table : allTables) {
        if (table.name() == name.toStdString())
            return table;
    }
    qFatal("no such table");
}

QString text(Price price)
{
    return QString::fromStdString(price.text());
}

} // namespace

void TestTickTable::theStepChangesAtThreeDollars_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<qint64>("below");
    QTest::addColumn<qint64>("from");
    QTest::newRow("penny") << QByteArray("penny") << qint64(100) << qint64(100);
    QTest::newRow("penny program") << QByteArray("penny program") << qint64(100) << qint64(500);
    QTest::newRow("nickel/dime") << QByteArray("nickel/dime") << qint64(500) << qint64(1000);
    QTest::newRow("nickel") << QByteArray("nickel") << qint64(500) << qint64(500);
}

void TestTickTable::theStepChangesAtThreeDollars()
{
    QFETCH(QByteArray, table);
    const TickTable ticks = tableNamed(table);
    QTEST(qint64(ticks.tickAt(Price::ofUnits(29'999)).units()), "below");
    QTEST(qint64(ticks.tickAt(Price::ofUnits(-29'999)).units()), "below");
    QTEST(qint64(ticks.tickAt(Price::ofWhole(3)).units()), "from");
    QTEST(qint64(ticks.tickAt(Price::ofWhole(-3)).units()), "from");
}

void TestTickTable::roundingNeverPaysMore_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<qint64>("units");
    QTest::addColumn<qint64>("buy");
    QTest::addColumn<qint64>("sell");
    const auto row = [](const char* name, const char* table, qint64 units, qint64 buy, qint64 sell) {
        QTest::newRow(name) << QByteArray(table) << units << buy << sell;
    };
    row("between two cents", "penny", 12'345, 12'300, 12'400);
    row("on tick stays", "penny", 12'300, 12'300, 12'300);
    row("nickels below three dollars", "nickel/dime", 29'900, 29'500, 30'000);
    row("dimes above", "nickel/dime", 30'500, 30'000, 31'000);
    row("credit", "nickel", -700, -1'000, -500);
    row("credit over the boundary", "nickel/dime", -29'900, -30'000, -29'500);
    row("zero", "nickel/dime", 0, 0, 0);
    row("a hair above zero", "nickel/dime", 1, 0, 500);
}

void TestTickTable::roundingNeverPaysMore()
{
    QFETCH(QByteArray, table);
    QFETCH(qint64, units);
    const TickTable ticks = tableNamed(table);
    QTEST(qint64(ticks.roundPassive(Price::ofUnits(units), Side::Buy).units()), "buy");
    QTEST(qint64(ticks.roundPassive(Price::ofUnits(units), Side::Sell).units()), "sell");
}

void TestTickTable::advancingCrossesTheBoundary_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<qint64>("units");
    QTest::addColumn<int>("steps");
    QTest::addColumn<qint64>("expected");
    const auto row = [](const char* name, const char* table, qint64 units, int steps, qint64 expected) {
        QTest::newRow(name) << QByteArray(table) << units << steps << expected;
    };
    row("up to the boundary", "penny program", 29'900, 1, 30'000);
    row("up from it", "penny program", 30'000, 1, 30'500);
    row("down from it", "penny program", 30'000, -1, 29'900);
    row("across", "penny program", 29'900, 3, 31'000);
    row("back across", "penny program", 31'000, -3, 29'900);
    row("through zero", "nickel/dime", 500, -2, -500);
    row("credit across", "nickel/dime", -29'500, -2, -31'000);
    row("no step leaves the price alone", "nickel/dime", 123, 0, 123);
    row("off tick, up", "nickel/dime", 123, 1, 500);
    row("off tick, down", "nickel/dime", 123, -1, 0);
}

void TestTickTable::advancingCrossesTheBoundary()
{
    QFETCH(QByteArray, table);
    QFETCH(qint64, units);
    QFETCH(int, steps);
    QTEST(qint64(tableNamed(table).advance(Price::ofUnits(units), steps).units()), "expected");
}

void TestTickTable::laws_data()
{
    QTest::addColumn<QByteArray>("table");
    for (const TickTable& table : allTables)
        QTest::newRow(std::string(table.name()).c_str())
            << QByteArray::fromStdString(std::string(table.name()));
}

void TestTickTable::laws()
{
    QFETCH(QByteArray, table);
    const TickTable ticks = tableNamed(table);
    for (std::int64_t units = -40'000; units <= 40'000; units += 37) {
        const Price price = Price::ofUnits(units);
        const Price down = ticks.roundDown(price);
        const Price up = ticks.roundUp(price);
        QVERIFY2(down <= price && price <= up, qPrintable(text(price)));
        QVERIFY2(ticks.isOnTick(down) && ticks.isOnTick(up), qPrintable(text(price)));
        QCOMPARE(ticks.isOnTick(price), down == up);
        QVERIFY2(ticks.isOnTick(ticks.advance(down, 7)), qPrintable(text(price)));
        QCOMPARE(text(ticks.advance(ticks.advance(down, 7), -7)), text(down));
        QVERIFY2(ticks.advance(down, 1) > down, qPrintable(text(price)));
        QVERIFY2(up == down || up == ticks.advance(down, 1), qPrintable(text(price)));
    }
}

QTEST_GUILESS_MAIN(TestTickTable)
#include "tst_TickTable.moc"
