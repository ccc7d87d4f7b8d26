// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/Catalogue.h"
#include "core/instruments/Roots.h"

#include <QtTest>

using namespace strikedesk;

class TestCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSymbolIsFoundInEveryForm();
    void addingTwiceAnswersTheSameRow();
    void theOptionsOfAnUnderlyingAreInOrder();
    void underlyingsKeepTheOrderOfTheirArrival();
    void rowsKeepTheirPlace();
};

namespace {

OptionContract contractOf(const char* text)
{
    return contractFor(*parseSymbol(text));
}

} // namespace

void TestCatalogue::aSymbolIsFoundInEveryForm()
{
    Catalogue catalogue;
    const InstrumentId stock = catalogue.addStock("AAPL");
    const InstrumentId index = catalogue.addIndex("SPX");
    const InstrumentId option = catalogue.addOption(contractOf("AAPL140606C00640000"));
    QCOMPARE(catalogue.size(), std::size_t(3));
    QVERIFY(catalogue.find("AAPL") == stock);
    QVERIFY(catalogue.find("SPX") == index);
    QVERIFY(catalogue.find("AAPL  140606C00640000") == option);
    QVERIFY(catalogue.find("AAPL140606C00640000") == option);
    QVERIFY(!catalogue.find("AAPL140606P00640000"));
    QVERIFY(!catalogue.find("MSFT"));
    QVERIFY(!catalogue.find(""));

    QCOMPARE(catalogue.at(stock).kind, InstrumentKind::Stock);
    QCOMPARE(catalogue.at(stock).multiplier.shares(), 1);
    QCOMPARE(catalogue.at(index).kind, InstrumentKind::Index);
    const Instrument& listed = catalogue.at(option);
    QCOMPARE(listed.kind, InstrumentKind::Option);
    QCOMPARE(listed.underlying, std::string("AAPL"));
    QCOMPARE(listed.multiplier.shares(), 100);
    QCOMPARE(listed.ticks, TickTable::pennyNickel());
    QVERIFY(listed.option.has_value());
}

void TestCatalogue::addingTwiceAnswersTheSameRow()
{
    Catalogue catalogue;
    QVERIFY(catalogue.addStock("AAPL") == catalogue.addStock("AAPL"));
    QVERIFY(catalogue.addOption(contractOf("AAPL140606C00640000"))
            == catalogue.addOption(contractOf("AAPL  140606C00640000")));
    QCOMPARE(catalogue.size(), std::size_t(2));
}

void TestCatalogue::theOptionsOfAnUnderlyingAreInOrder()
{
    Catalogue catalogue;
    for (const char* text : {"SPXW260130P05000000", "SPX260116C05100000", "SPXW260130C05000000",
                             "SPX260116C05000000", "SPXW260116C05000000", "AAPL260116C00250000"})
        catalogue.addOption(contractOf(text));
    QStringList found;
    for (const InstrumentId id : catalogue.optionsOf("SPX"))
        found.append(QString::fromStdString(catalogue.at(id).symbol));
    QCOMPARE(found,
             QStringList({QStringLiteral("SPX   260116C05000000"), QStringLiteral("SPX   260116C05100000"),
                          QStringLiteral("SPXW  260116C05000000"), QStringLiteral("SPXW  260130C05000000"),
                          QStringLiteral("SPXW  260130P05000000")}));
    QVERIFY(catalogue.optionsOf("MSFT").empty());
}

void TestCatalogue::underlyingsKeepTheOrderOfTheirArrival()
{
    Catalogue catalogue;
    catalogue.addOption(contractOf("SPXW260130P05000000"));
    catalogue.addStock("AAPL");
    catalogue.addIndex("SPX");
    QCOMPARE(catalogue.underlyings().size(), std::size_t(2));
    QCOMPARE(catalogue.underlyings()[0], std::string("SPX"));
    QCOMPARE(catalogue.underlyings()[1], std::string("AAPL"));
}

void TestCatalogue::rowsKeepTheirPlace()
{
    Catalogue catalogue;
    const InstrumentId first = catalogue.addStock("FIRST");
    for (int i = 0; i < 500; ++i)
        catalogue.addStock("S" + std::to_string(i));
    QCOMPARE(catalogue.at(first).symbol, std::string("FIRST"));
    QVERIFY(static_cast<std::uint32_t>(*catalogue.find("S499")) == 500U);
}

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_Catalogue.moc"
