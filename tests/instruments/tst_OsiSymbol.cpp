// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/OsiSymbol.h"
#include "core/util/Random.h"

#include <QFile>
#include <QFileInfo>
#include <QtTest>

using namespace strikedesk;

class TestOsiSymbol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRecordedTableAgrees();
    void everyFormIsRead_data();
    void everyFormIsRead();
    void whatIsNoSymbolIsRefused_data();
    void whatIsNoSymbolIsRefused();
    void bothFormsComeBackUnchanged();
};

void TestOsiSymbol::theRecordedTableAgrees()
{
    QFile file(QStringLiteral(STRIKEDESK_SHARED_DATA "/expected/osi_symbols.csv"));
    if (!QFileInfo::exists(file.fileName()))
        QSKIP("shared/data is absent");
    QVERIFY(file.open(QIODevice::ReadOnly | QIODevice::Text));
    QCOMPARE(QString::fromUtf8(file.readLine().trimmed()), QStringLiteral("symbol,root,expiry,right,strike"));
    int rows = 0;
    while (!file.atEnd()) {
        const QStringList cells = QString::fromUtf8(file.readLine().trimmed()).split(u',');
        QCOMPARE(cells.size(), 5);
        const auto symbol = parseSymbol(cells[0].toStdString());
        QVERIFY2(symbol.has_value(), qPrintable(cells[0]));
        QCOMPARE(QString::fromStdString(symbol->root), cells[1]);
        QCOMPARE(QString::fromStdString(toIsoText(symbol->expiry)), cells[2]);
        QCOMPARE(symbol->right, cells[3] == QStringLiteral("C") ? Right::Call : Right::Put);
        QCOMPARE(symbol->strike, *Price::parse(cells[4].toStdString()));
        const QString written
            = QString::fromStdString(cells[0].size() == 21 ? symbol->padded() : symbol->compact());
        QVERIFY(written == cells[0] || QString::fromStdString(symbol->compact()) == cells[0]);
        ++rows;
    }
    QCOMPARE(rows, 10);
}

void TestOsiSymbol::everyFormIsRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("padded");
    const auto row = [](const char* name, const char* text, const char* padded) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(padded);
    };
    row("padded", "AAPL  140606C00640000", "AAPL  140606C00640000");
    row("compact", "AAPL140606C00640000", "AAPL  140606C00640000");
    row("one blank left of the padding", "AAPL 140606C00640000", "AAPL  140606C00640000");
    row("lower case and blanks around", "  aapl140606c00640000\n", "AAPL  140606C00640000");
    row("root of six", "ABCDEF140606P00640000", "ABCDEF140606P00640000");
    row("root of one", "V231211P00220000", "V     231211P00220000");
    row("adjusted", "AAPL1 140606C00640000", "AAPL1 140606C00640000");
    row("formerly adjusted", "2AAPL140606C00640000", "2AAPL 140606C00640000");
    row("share class", "BRK.B 260206C00495000", "BRK.B 260206C00495000");
    row("share class with a slash", "BRK/B 06FEB26 495C", "BRK.B 260206C00495000");
    row("dxFeed", ".SPXW230111C2400", "SPXW  230111C02400000");
    row("dxFeed with decimals", ".SPY230111P402.5", "SPY   230111P00402500");
    row("dxFeed with C in the root", ".CPB230111C45", "CPB   230111C00045000");
    row("written", "SPXW 30JAN26 5000P", "SPXW  260130P05000000");
    row("written with a full year", "SPXW 30JAN2026 5000P", "SPXW  260130P05000000");
    row("written in words", "spxw 2026-01-30 5000 put", "SPXW  260130P05000000");
    row("right first", "SPXW 260130 C 5000.5", "SPXW  260130C05000500");
    row("right before the strike", "SPXW 9JAN26 C5000", "SPXW  260109C05000000");
    row("word behind the strike", "SPXW 20260130 5000CALL", "SPXW  260130C05000000");
    row("smallest strike", "F 260130C00000001", "F     260130C00000001");
    row("largest strike", "F260130C99999999", "F     260130C99999999");
    row("leap day", "F240229C00010000", "F     240229C00010000");
}

void TestOsiSymbol::everyFormIsRead()
{
    QFETCH(QByteArray, text);
    const auto symbol = parseSymbol(text.toStdString());
    QVERIFY2(symbol.has_value(), symbol ? "" : symbol.error().message.c_str());
    QTEST(QByteArray::fromStdString(symbol->padded()), "padded");
    QCOMPARE(symbol->padded().size(), std::size_t(21));
}

void TestOsiSymbol::whatIsNoSymbolIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"",
                             "   ",
                             "AAPL",
                             "AAPL 140606",
                             "140606C00640000",
                             "AAPL  141306C00640000",
                             "AAPL  140631C00640000",
                             "F230229C00010000",
                             "AAPL  140606X00640000",
                             "AAPL  140606C00000000",
                             "AAPL  140606C0064000",
                             "ABCDEFG140606C00640000",
                             "AA PL140606C00640000",
                             "AA$L 140606C00640000",
                             "123   140606C00640000",
                             ".SPXW230111",
                             ".230111C2400",
                             ".SPXW230111C",
                             "./SPX230110C1",
                             "SPX.260130C00495000",
                             ".SPXW230111C-5",
                             "SPXW 30JAN26",
                             "SPXW 32JAN26 5000P",
                             "SPXW 30JAM26 5000P",
                             "SPXW 30JAN1926 5000P",
                             "SPXW 30JAN26 5000",
                             "SPXW 30JAN26 P",
                             "SPXW 30JAN26 0P",
                             "SPXW 30JAN26 100000P",
                             "SPXW 30JAN26 5.0005P",
                             "SPXW 30JAN26 -5P",
                             "SPXW 30JAN26 5000 P X",
                             "SPXW 30JAN26 5000 Q",
                             "'; drop table orders; --",
                             "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
        QTest::addRow("\"%s\"", text) << QByteArray(text);
    }
}

void TestOsiSymbol::whatIsNoSymbolIsRefused()
{
    QFETCH(QByteArray, text);
    const auto symbol = parseSymbol(text.toStdString());
    QVERIFY2(!symbol.has_value(), symbol ? symbol->padded().c_str() : "");
    QCOMPARE(QByteArray::fromStdString(symbol.error().code), QByteArray("input.symbol"));
    QVERIFY(!symbol.error().message.empty());
}

void TestOsiSymbol::bothFormsComeBackUnchanged()
{
    constexpr std::uint64_t seed = 20140606;
    Random random(seed);
    for (int i = 0; i < 2'000; ++i) {
        OsiSymbol symbol;
        const int length = random.between(1, 6);
        for (int letter = 0; letter < length; ++letter)
            symbol.root += char('A' + random.between(0, 25));
        symbol.expiry = Date {std::chrono::year {random.between(2000, 2099)},
                              std::chrono::month {unsigned(random.between(1, 12))},
                              std::chrono::day {unsigned(random.between(1, 28))}};
        symbol.right = random.between(0, 1) == 0 ? Right::Call : Right::Put;
        symbol.strike = Price::ofUnits(std::int64_t(random.between(1, 99'999'999)) * 10);
        const auto fromPadded = parseSymbol(symbol.padded());
        const auto fromCompact = parseSymbol(symbol.compact());
        QVERIFY2(fromPadded && *fromPadded == symbol, symbol.padded().c_str());
        QVERIFY2(fromCompact && *fromCompact == symbol, symbol.compact().c_str());
    }
}

QTEST_GUILESS_MAIN(TestOsiSymbol)
#include "tst_OsiSymbol.moc"
