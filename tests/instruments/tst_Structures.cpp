// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/Roots.h"
#include "core/instruments/Structures.h"

#include <QSet>
#include <QtTest>

#include <algorithm>

using namespace strikedesk;

class TestStructures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void legsHaveAName_data();
    void legsHaveAName();
    void theOrderOfTheLegsDoesNotMatter_data() { legsHaveAName_data(); }
    void theOrderOfTheLegsDoesNotMatter();
    void tenPackagesAreTheSameStructure_data() { legsHaveAName_data(); }
    void tenPackagesAreTheSameStructure();
    void legsOfOneSeriesAreAddedUp();
    void nothingIsFlat();
    void theCatalogueHasEachKindOnce();
    void anInstrumentBecomesALeg();
};

namespace {

// "1 C100 J" is one call at 100 of expiry J; "-100 S" is short stock.
std::vector<StructureLeg> legsFrom(const QByteArray& text)
{
    std::vector<StructureLeg> legs;
    for (const QByteArray& part : text.split(',')) {
        const QList<QByteArray> words = part.trimmed().split(' ');
        StructureLeg leg;
        leg.quantity = words[0].toLongLong();
        leg.isStock = words[1] == "S";
        if (!leg.isStock) {
            leg.right = words[1].front() == 'C' ? Right::Call : Right::Put;
            leg.strike = Price::ofWhole(words[1].mid(1).toInt());
            const bool isFar = words.size() > 2;
            leg.expiry = Date {std::chrono::year {2026}, std::chrono::month {isFar ? 6U : 3U},
                               std::chrono::day {20}};
        }
        legs.push_back(leg);
    }
    return legs;
}

} // namespace

void TestStructures::legsHaveAName_data()
{
    QTest::addColumn<QByteArray>("legs");
    QTest::addColumn<QByteArray>("key");
    const auto row = [](const char* name, const char* legs, const char* key) {
        QTest::newRow(name) << QByteArray(legs) << QByteArray(key);
    };
    row("long stock", "100 S", "stock");
    row("long call", "1 C100", "single");
    row("short put", "-1 P100", "single");
    row("covered call", "100 S, -1 C100", "covered_call");
    row("covered put", "-100 S, -1 P100", "covered_put");
    row("protective put", "100 S, 1 P90", "protective_put");
    row("protective call", "-100 S, 1 C110", "protective_call");
    row("collar", "100 S, 1 P90, -1 C110", "collar");
    row("conversion", "100 S, 1 P100, -1 C100", "conversion");
    row("reversal", "-100 S, -1 P100, 1 C100", "reversal");
    row("bull call vertical", "1 C100, -1 C110", "vertical");
    row("bear call vertical", "-1 C100, 1 C110", "vertical");
    row("bull put vertical", "1 P90, -1 P100", "vertical");
    row("bear put vertical", "-1 P90, 1 P100", "vertical");
    row("long straddle", "1 C100, 1 P100", "straddle");
    row("short strangle", "-1 C110, -1 P90", "strangle");
    row("synthetic long stock", "1 C100, -1 P100", "synthetic");
    row("bear risk reversal", "-1 C110, 1 P90", "risk_reversal");
    row("long call calendar", "-1 C100, 1 C100 far", "calendar");
    row("short put calendar", "1 P100, -1 P100 far", "calendar");
    row("long call diagonal", "-1 C110, 1 C100 far", "diagonal");
    row("call ratio spread", "1 C100, -2 C110", "ratio");
    row("call backspread", "-1 C100, 2 C110", "ratio");
    row("put ratio spread", "1 P100, -3 P90", "ratio");
    row("long call butterfly", "1 C90, -2 C100, 1 C110", "butterfly");
    row("short put butterfly", "-1 P90, 2 P100, -1 P110", "butterfly");
    row("long put broken-wing butterfly", "1 P80, -2 P100, 1 P110", "broken_wing_butterfly");
    row("jade lizard", "-1 P90, -1 C110, 1 C120", "jade_lizard");
    row("bull call ladder", "1 C100, -1 C110, -1 C120", "ladder");
    row("bear call ladder", "-1 C100, 1 C110, 1 C120", "ladder");
    row("bear put ladder", "-1 P80, -1 P90, 1 P100", "ladder");
    row("bull put ladder", "1 P80, 1 P90, -1 P100", "ladder");
    row("short iron butterfly", "1 P90, -1 P100, -1 C100, 1 C110", "iron_butterfly");
    row("short iron condor", "1 P80, -1 P90, -1 C110, 1 C120", "iron_condor");
    row("long iron condor", "-1 P80, 1 P90, 1 C110, -1 C120", "iron_condor");
    row("long call condor", "1 C80, -1 C90, -1 C110, 1 C120", "condor");
    row("long box", "1 C90, -1 C110, -1 P90, 1 P110", "box");
    row("long double calendar", "-1 P90, -1 C110, 1 P90 far, 1 C110 far", "double_calendar");
    row("long double diagonal", "-1 P90, -1 C110, 1 P85 far, 1 C115 far", "double_diagonal");
    row("custom", "1 C90, 1 C100, 1 C110", "custom");
}

void TestStructures::legsHaveAName()
{
    QFETCH(QByteArray, legs);
    const Structure structure = recogniseStructure(legsFrom(legs));
    QCOMPARE(QByteArray::fromStdString(structure.name), QByteArray(QTest::currentDataTag()));
    QTEST(QByteArray::fromStdString(std::string(rowOf(structure.kind).key)), "key");
    QCOMPARE(structure.packages, std::int64_t(legs == "100 S" ? 100 : 1));
}

void TestStructures::theOrderOfTheLegsDoesNotMatter()
{
    QFETCH(QByteArray, legs);
    std::vector<StructureLeg> reversed = legsFrom(legs);
    std::ranges::reverse(reversed);
    QCOMPARE(QByteArray::fromStdString(recogniseStructure(reversed).name),
             QByteArray(QTest::currentDataTag()));
}

void TestStructures::tenPackagesAreTheSameStructure()
{
    QFETCH(QByteArray, legs);
    std::vector<StructureLeg> many = legsFrom(legs);
    const std::int64_t packages = recogniseStructure(many).packages;
    for (StructureLeg& leg : many)
        leg.quantity *= 10;
    const Structure structure = recogniseStructure(many);
    QCOMPARE(QByteArray::fromStdString(structure.name), QByteArray(QTest::currentDataTag()));
    QCOMPARE(structure.packages, packages * 10);
}

void TestStructures::legsOfOneSeriesAreAddedUp()
{
    QCOMPARE(recogniseStructure(legsFrom("1 C100, 2 C100, -3 C110")).name, std::string("bull call vertical"));
    QCOMPARE(recogniseStructure(legsFrom("1 C100, -1 C100, 1 P90")).name, std::string("long put"));
    QCOMPARE(recogniseStructure(legsFrom("60 S, 40 S, -1 C110")).kind, StructureKind::CoveredCall);
    QCOMPARE(recogniseStructure(legsFrom("60 S, -1 C110")).kind, StructureKind::Custom);
    QCOMPARE(recogniseStructure(legsFrom("200 S, -1 C110")).kind, StructureKind::Custom);
}

void TestStructures::nothingIsFlat()
{
    QCOMPARE(recogniseStructure({}).packages, std::int64_t(0));
    QCOMPARE(recogniseStructure(legsFrom("1 C100, -1 C100")).name, std::string("flat"));
}

void TestStructures::theCatalogueHasEachKindOnce()
{
    QSet<QByteArray> keys;
    for (const StructureRow& row : structureCatalogue()) {
        QCOMPARE(&rowOf(row.kind), &row);
        keys.insert(QByteArray::fromStdString(std::string(row.key)));
        QVERIFY(row.description.ends_with('.'));
    }
    QCOMPARE(std::size_t(keys.size()), structureCatalogue().size());
    QCOMPARE(rowOf(StructureKind::Custom).key, std::string_view("custom"));
}

void TestStructures::anInstrumentBecomesALeg()
{
    Catalogue catalogue;
    const Instrument& stock = catalogue.at(catalogue.addStock("AAPL"));
    QVERIFY(structureLeg(stock, 100).isStock);
    Catalogue options;
    const Instrument& call = options.at(options.addOption(contractFor(*parseSymbol("AAPL 30JAN26 100C"))));
    const StructureLeg leg = structureLeg(call, -2);
    QVERIFY(!leg.isStock && leg.quantity == -2 && leg.strike == Price::ofWhole(100));
}

QTEST_GUILESS_MAIN(TestStructures)
#include "tst_Structures.moc"
