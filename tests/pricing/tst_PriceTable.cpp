// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/PriceTable.h"

#include <QString>
#include <QTest>

#include <fmt/format.h>

#include <cmath>
#include <string_view>

using namespace strikedesk;
using namespace strikedesk::pricing;

namespace {

constexpr const char* fullHeader = "style,right,spot,strike,years,rate,yield,dividends,volatility,price";

/// The cell of a column in a row (1 is the first after the header).
QString cellOf(const std::string& table, int row, const char* column)
{
    const QStringList lines = QString::fromStdString(table).split(u'\n');
    const qsizetype at = lines[0].split(u',').indexOf(QString::fromLatin1(column));
    return at < 0 ? QStringLiteral("no such column") : lines.value(row).split(u',').value(at);
}

std::string underFullHeader(std::string_view rows)
{
    return fmt::format("{}\n{}", fullHeader, rows);
}

std::string oneRow(const char* row)
{
    const auto table = priceTable(underFullHeader(std::string(row) + "\n"), Accuracy::Screen);
    return table ? *table : table.error().code;
}

} // namespace

class TestPriceTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aVolatilityGivesAPriceAndGreeks();
    void aPriceGivesAVolatility();
    void columnsAreReadByNameAndKept();
    void computedColumnsAreNeverDoubled();
    void badRowsSayWhyAndStopNothing_data();
    void badRowsSayWhyAndStopNothing();
    void quotedCellsAndLineEndsSurvive();
    void anOpenQuoteEndsWithItsLine();
    void aTableWithoutItsColumnsIsRefused_data();
    void aTableWithoutItsColumnsIsRefused();
};

void TestPriceTable::aVolatilityGivesAPriceAndGreeks()
{
    const std::string table = oneRow("european,call,100,100,0.5,0.05,0,,0.2,");
    QCOMPARE(cellOf(table, 1, "status"), QStringLiteral("ok"));
    const double price = cellOf(table, 1, "price").toDouble();
    QVERIFY(std::fabs(price - 6.888728577680624) < 1e-9);
    QCOMPARE(cellOf(table, 1, "volatility"), QStringLiteral("0.2"));
    QCOMPARE(cellOf(table, 1, "implied_volatility"), QStringLiteral("0.2"));
    QVERIFY(std::fabs(cellOf(table, 1, "delta").toDouble() - 0.5977344689) < 1e-9);
    QVERIFY(cellOf(table, 1, "theta_per_day").toDouble() < 0);
    for (const char* column : {"gamma", "vega_per_point", "rho_per_point"})
        QVERIFY(cellOf(table, 1, column).toDouble() > 0);
}

void TestPriceTable::aPriceGivesAVolatility()
{
    const std::string table = oneRow("American,PUT,100,100,0.5,0.05,0,0.1:1;0.3:1,,7.5");
    QCOMPARE(cellOf(table, 1, "status"), QStringLiteral("ok"));
    QCOMPARE(cellOf(table, 1, "price"), QStringLiteral("7.5"));
    QCOMPARE(cellOf(table, 1, "volatility"), QString());
    const double implied = cellOf(table, 1, "implied_volatility").toDouble();
    const auto again = value({ExerciseStyle::American, Right::Put, 100, 0.5},
                             {100, 0.05, 0, {{0.1, 1}, {0.3, 1}}}, implied);
    QVERIFY(again.has_value());
    QVERIFY(std::fabs(again->price - 7.5) < 1e-6);
}

void TestPriceTable::columnsAreReadByNameAndKept()
{
    const auto table
        = priceTable("note,volatility,rate,years,strike,spot,right,style\nmine,0.2,0.05,0.5,100,100,call,"
                     "european\n");
    QVERIFY(table.has_value());
    QVERIFY(table->starts_with(
        "note,volatility,rate,years,strike,spot,right,style,price,implied_volatility,delta,gamma,"
        "theta_per_day,vega_per_point,rho_per_point,status\nmine,0.2,0.05,"));
    QCOMPARE(cellOf(*table, 1, "status"), QStringLiteral("ok"));
}

void TestPriceTable::computedColumnsAreNeverDoubled()
{
    const auto once = priceTable(underFullHeader("european,call,100,100,0.5,0.05,0,,0.2,\n"));
    QVERIFY(once.has_value());
    // What came out goes in again: price and volatility are both there now, which says so, in the same
    // columns.
    const auto twice = priceTable(*once);
    QVERIFY(twice.has_value());
    QCOMPARE(QString::fromStdString(*twice).section(u'\n', 0, 0),
             QString::fromStdString(*once).section(u'\n', 0, 0));
    QCOMPARE(cellOf(*twice, 1, "status"), QStringLiteral("bad_input"));
    QCOMPARE(cellOf(*twice, 1, "delta"), QString());
}

void TestPriceTable::badRowsSayWhyAndStopNothing_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("status");
    const auto add = [](const char* name, const char* row, const char* status) {
        QTest::newRow(name) << QByteArray(row) << QString::fromLatin1(status);
    };
    add("below intrinsic", "european,call,120,100,0.5,0.05,0,,,19", "below_intrinsic");
    add("above the maximum", "american,call,100,100,0.5,0.05,0,,,101", "above_maximum");
    add("no time value", "american,put,100,110,0.5,0.05,0,,,10", "no_time_value");
    add("expired with a volatility", "american,put,100,110,0,0.05,0,,0.2,", "expired");
    add("expired with a price", "american,put,100,110,-0.1,0.05,0,,,10", "expired");
    add("an unknown style", "bermudan,put,100,110,0.5,0.05,0,,0.2,", "bad_input");
    add("an unknown right", "american,swap,100,110,0.5,0.05,0,,0.2,", "bad_input");
    add("neither volatility nor price", "american,put,100,110,0.5,0.05,0,,,", "bad_input");
    add("both volatility and price", "american,put,100,110,0.5,0.05,0,,0.2,11", "bad_input");
    add("text for a number", "american,put,100,many,0.5,0.05,0,,0.2,", "bad_input");
    add("a number with a tail", "american,put,100,110x,0.5,0.05,0,,0.2,", "bad_input");
    add("not a number", "american,put,nan,110,0.5,0.05,0,,0.2,", "bad_input");
    add("infinite", "american,put,inf,110,0.5,0.05,0,,0.2,", "bad_input");
    add("a negative spot", "american,put,-100,110,0.5,0.05,0,,0.2,", "bad_input");
    add("a negative volatility", "american,put,100,110,0.5,0.05,0,,-0.2,", "bad_input");
    add("a dividend without a time", "american,put,100,110,0.5,0.05,0,1.5,0.2,", "bad_input");
    add("a negative dividend", "american,put,100,110,0.5,0.05,0,0.1:-1,0.2,", "bad_input");
    add("too few cells", "american,put,100", "bad_input");
    add("too many cells", "american,put,100,110,0.5,0.05,0,,0.2,,,,", "bad_input");
}

void TestPriceTable::badRowsSayWhyAndStopNothing()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, status);
    const std::string good = "european,put,100,100,0.5,0.05,0,,0.2,\n";
    const auto table = priceTable(underFullHeader(good + row.toStdString() + "\n" + good), Accuracy::Screen);
    QVERIFY(table.has_value());
    QCOMPARE(cellOf(*table, 1, "status"), QStringLiteral("ok"));
    QCOMPARE(cellOf(*table, 2, "status"), status);
    for (const char* column :
         {"implied_volatility", "delta", "gamma", "theta_per_day", "vega_per_point", "rho_per_point"})
        QCOMPARE(cellOf(*table, 2, column), QString());
    QCOMPARE(cellOf(*table, 3, "status"), QStringLiteral("ok"));
}

void TestPriceTable::quotedCellsAndLineEndsSurvive()
{
    const auto table = priceTable("\xef\xbb\xbfnote,style,right,spot,strike,years,rate,volatility\r\n"
                                  "\"a, \"\"b\"\"\",european,call,100,100,0.5,0.05,0.2\r\n\r\n"
                                  "plain,\"european\",call, 100 ,100,0.5,0.05,0.2");
    QVERIFY(table.has_value());
    const QStringList lines = QString::fromStdString(*table).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].startsWith(u"note,style"));
    QVERIFY(lines[1].startsWith(u"\"a, \"\"b\"\"\",european") && lines[1].endsWith(u",ok"));
    QVERIFY(lines[2].startsWith(u"plain,european,call, 100 ,") && lines[2].endsWith(u",ok"));
}

void TestPriceTable::anOpenQuoteEndsWithItsLine()
{
    const auto table = priceTable(underFullHeader("\"european,call,100,100,0.5,0.05,0,,0.2,\n"
                                                  "european,call,100,100,0.5,0.05,0,,0.2,\n"));
    QVERIFY(table.has_value());
    QVERIFY(QString::fromStdString(*table).section(u'\n', 1, 1).endsWith(u",bad_input"));
    QCOMPARE(cellOf(*table, 2, "status"), QStringLiteral("ok"));
}

void TestPriceTable::aTableWithoutItsColumnsIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("blank lines") << QByteArray("\n\r\n");
    QTest::newRow("no strike") << QByteArray("style,right,spot,years,rate,volatility\n");
    QTest::newRow("neither volatility nor price") << QByteArray("style,right,spot,strike,years,rate\n");
    QTest::newRow("a column twice") << QByteArray("style,right,spot,spot,strike,years,rate,volatility\n");
}

void TestPriceTable::aTableWithoutItsColumnsIsRefused()
{
    QFETCH(QByteArray, text);
    const auto table = priceTable(text.toStdString());
    QVERIFY(!table.has_value());
    QCOMPARE(table.error().code, std::string("input.csv"));
}

QTEST_GUILESS_MAIN(TestPriceTable)
#include "tst_PriceTable.moc"
