// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/Roots.h"

#include <QSet>
#include <QtTest>

using namespace strikedesk;

class TestRoots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRootHasItsTerms_data();
    void aRootHasItsTerms();
    void everyRootIsListedOnce();
    void anAdjustedContractDoesNotGuessWhatItDelivers();
    void anAdjustedContractCountsItsOwnShares();
    void packagesOfAnIndexMoveInNickels();
    void broadIndicesAreNamed();
};

namespace {

OptionContract contractOf(const QByteArray& root)
{
    return contractFor({root.toStdString(), *parseDate("2026-01-30"), Right::Call, Price::ofWhole(100)});
}

} // namespace

void TestRoots::aRootHasItsTerms_data()
{
    QTest::addColumn<QByteArray>("underlying");
    QTest::addColumn<bool>("isEuropean");
    QTest::addColumn<bool>("settlesInTheMorning");
    QTest::addColumn<bool>("isCash");
    QTest::addColumn<QByteArray>("ticks");
    const auto row = [](const char* root, const char* underlying, bool european, bool morning, bool cash,
                        const char* ticks) {
        QTest::newRow(root) << QByteArray(underlying) << european << morning << cash << QByteArray(ticks);
    };
    row("SPX", "SPX", true, true, true, "nickel/dime");
    row("SPXW", "SPX", true, false, true, "nickel/dime");
    row("XSP", "XSP", true, false, true, "penny");
    row("NDX", "NDX", true, true, true, "nickel/dime");
    row("NDXP", "NDX", true, false, true, "nickel/dime");
    row("NQX", "NQX", true, false, true, "nickel/dime");
    row("RUTW", "RUT", true, false, true, "nickel/dime");
    row("VIX", "VIX", true, true, true, "penny program");
    row("VIXW", "VIX", true, true, true, "penny");
    row("SPY", "SPY", false, false, false, "penny");
    row("QQQ", "QQQ", false, false, false, "penny");
    row("IWM", "IWM", false, false, false, "penny");
    row("AAPL", "AAPL", false, false, false, "penny program");
    row("AAPL1", "AAPL", false, false, false, "penny program");
    row("2AAPL", "AAPL", false, false, false, "penny program");
    row("GOOG", "GOOG", false, false, false, "nickel/dime");
    row("NWSA", "NWSA", false, false, false, "nickel/dime");
    row("BRKB", "BRK.B", false, false, false, "nickel/dime");
    row("SIMX", "SIMX", false, false, false, "penny");
    row("ACME", "ACME", false, false, false, "penny program");
    row("NDEX", "NDEX", true, true, true, "nickel/dime");
    row("NDEXP", "NDEX", true, false, true, "nickel/dime");
}

void TestRoots::aRootHasItsTerms()
{
    const OptionContract contract = contractOf(QByteArray(QTest::currentDataTag()));
    QTEST(QByteArray::fromStdString(contract.underlying), "underlying");
    QTEST(contract.style == ExerciseStyle::European, "isEuropean");
    QTEST(contract.settlement == SettlementTime::Am, "settlesInTheMorning");
    QTEST(contract.method == SettlementMethod::Cash, "isCash");
    QTEST(QByteArray::fromStdString(std::string(contract.ticks.name())), "ticks");
    QCOMPARE(contract.multiplier.shares(), 100);
}

void TestRoots::everyRootIsListedOnce()
{
    QSet<QByteArray> seen;
    for (const RootTerms& terms : roots()) {
        const QByteArray root = QByteArray::fromStdString(std::string(terms.root));
        QVERIFY2(!seen.contains(root), root.constData());
        seen.insert(root);
        QCOMPARE(findRoot(terms.root), &terms);
        QVERIFY2(terms.settlement == SettlementTime::Pm || terms.method == SettlementMethod::Cash,
                 root.constData());
    }
    QVERIFY(!findRoot("AAPL"));
}

void TestRoots::anAdjustedContractDoesNotGuessWhatItDelivers()
{
    const OptionContract plain = contractOf("AAPL");
    QVERIFY(!plain.isAdjusted() && plain.hasKnownDeliverables());
    QCOMPARE(plain.deliverableShares(), std::int64_t(100));
    const OptionContract adjusted = contractOf("AAPL1");
    QVERIFY(adjusted.isAdjusted() && !adjusted.hasKnownDeliverables());
    QVERIFY(adjusted.deliverables.empty());
    const OptionContract index = contractOf("SPX");
    QVERIFY(!index.isAdjusted() && index.hasKnownDeliverables());
    QCOMPARE(index.deliverableShares(), std::int64_t(100));
}

void TestRoots::anAdjustedContractCountsItsOwnShares()
{
    const OptionContract split
        = contractFor({"AAPL1", *parseDate("2026-01-30"), Right::Call, Price::ofWhole(100)},
                      {{"AAPL", Quantity(150), Money()},
                       {"XYZ", Quantity(8), Money()},
                       {"USD", Quantity(), Money::ofCents(1250)}});
    QVERIFY(split.hasKnownDeliverables());
    QCOMPARE(split.deliverableShares(), std::int64_t(150));
    QCOMPARE(split.multiplier.shares(), 100);
    QCOMPARE(value(Price::ofCents(250), Quantity(1), split.multiplier).text(), std::string("250.0000"));
}

void TestRoots::packagesOfAnIndexMoveInNickels()
{
    QCOMPARE(packageTicks("SPX"), TickTable::nickel());
    QCOMPARE(packageTicks("NDEX"), TickTable::nickel());
    QCOMPARE(packageTicks("SPY"), TickTable::penny());
    QCOMPARE(packageTicks("NWSA"), TickTable::penny());
}

void TestRoots::broadIndicesAreNamed()
{
    QVERIFY(isBroadIndex("SPX") && isBroadIndex("NDX") && isBroadIndex("RUT") && isBroadIndex("NDEX"));
    QVERIFY(!isBroadIndex("SPY") && !isBroadIndex("AAPL") && !isBroadIndex("VIX"));
    QVERIFY(isIndex("VIX") && !isIndex("SPY"));
    QVERIFY(tradesLate("SPX") && tradesLate("SPY") && !tradesLate("AAPL"));
}

QTEST_GUILESS_MAIN(TestRoots)
#include "tst_Roots.moc"
