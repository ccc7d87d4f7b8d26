// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/StructureBuild.h"
#include "core/pricing/StructurePayoff.h"
#include "tests/instruments/StructureCases.h"

#include <QSet>
#include <QtTest>

#include <cmath>
#include <optional>

using namespace strikedesk;

// One table of structures: what is built from a row is recognised as that row, and pays what arithmetic says.
class TestStructureCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patternsThatBreakARuleAreRefused_data();
    void patternsThatBreakARuleAreRefused();
    void aPatternIsReadWhole();
    void keysAndTitlesAreUnique();
    void everyFamilyHasItsRows();
    void aliasesLeadToRows();
    void whatIsBuiltIsRecognised_data();
    void whatIsBuiltIsRecognised();
    void payoffsEqualBruteForce_data() { whatIsBuiltIsRecognised_data(); }
    void payoffsEqualBruteForce();
    void unlimitedLossesAreTold_data() { whatIsBuiltIsRecognised_data(); }
    void unlimitedLossesAreTold();
    void refusalsNameTheRule_data();
    void refusalsNameTheRule();
    void bothFormsOfARowAreBuilt();
    void namesThatAreNearAreTold();
    void contractsThatDoNotMixAreNoStructure();
};

namespace {

// Rows of the catalogue that can be built.
std::vector<const NamedStructure*> buildableRows()
{
    std::vector<const NamedStructure*> rows;
    for (const NamedStructure& row : namedStructures()) {
        if (!row.pattern.empty())
            rows.push_back(&row);
    }
    return rows;
}

// ---- The independent arithmetic: whole cents, one contract after the other, spot by spot

struct CountedLeg
{
    char kind;
    long long strikeCents;
    long long count; // of shares
};

std::vector<CountedLeg> countedLegs(const std::vector<StructureLeg>& legs)
{
    std::vector<CountedLeg> counted;
    for (const StructureLeg& leg : legs)
        counted.push_back({leg.isStock                    ? 'S'
                               : leg.right == Right::Call ? 'C'
                                                          : 'P',
                           leg.strike.units() / 100, leg.isStock ? leg.quantity : leg.quantity * 100});
    return counted;
}

long long valueCents(const std::vector<CountedLeg>& legs, long long spotCents)
{
    long long sum = 0;
    for (const CountedLeg& leg : legs) {
        if (leg.kind == 'S')
            sum += leg.count * spotCents;
        else if (leg.kind == 'C' && spotCents > leg.strikeCents)
            sum += leg.count * (spotCents - leg.strikeCents);
        else if (leg.kind == 'P' && spotCents < leg.strikeCents)
            sum += leg.count * (leg.strikeCents - spotCents);
    }
    return sum;
}

struct Extremes
{
    std::optional<long long> lowest = 0; // nothing: without end
    std::optional<long long> highest = 0;
};

constexpr long long highestSpotCents = 200'000; // far beyond all strikes
constexpr long long spotStepCents = 25;

Extremes extremesOf(const std::vector<CountedLeg>& legs)
{
    Extremes found {valueCents(legs, 0), valueCents(legs, 0)};
    for (long long spot = 0; spot <= highestSpotCents; spot += spotStepCents) {
        const long long value = valueCents(legs, spot);
        found.lowest = std::min(*found.lowest, value);
        found.highest = std::max(*found.highest, value);
    }
    const long long beyond = valueCents(legs, 2 * highestSpotCents) - valueCents(legs, highestSpotCents);
    if (beyond < 0)
        found.lowest.reset();
    if (beyond > 0)
        found.highest.reset();
    return found;
}

// What stands together as the near expiry comes: its legs, and later longs as far as its shorts need them.
std::pair<std::vector<CountedLeg>, std::vector<CountedLeg>> byMoment(const std::vector<StructureLeg>& legs)
{
    Date near = legs.front().expiry;
    for (const StructureLeg& leg : legs)
        near = std::min(near, leg.expiry);
    std::vector<CountedLeg> together;
    std::vector<CountedLeg> later;
    for (const char kind : {'C', 'P'}) {
        long long uncovered = 0;
        for (const StructureLeg& leg : legs) {
            if ((leg.right == Right::Call) != (kind == 'C') || leg.expiry != near)
                continue;
            together.push_back({kind, leg.strike.units() / 100, leg.quantity * 100});
            uncovered -= leg.quantity * 100;
        }
        for (const StructureLeg& leg : legs) {
            if ((leg.right == Right::Call) != (kind == 'C') || leg.expiry == near)
                continue;
            const long long drawn
                = std::clamp<long long>(uncovered, 0, std::max<long long>(leg.quantity, 0) * 100);
            uncovered -= drawn;
            if (drawn != 0)
                together.push_back({kind, leg.strike.units() / 100, drawn});
            if (leg.quantity * 100 != drawn)
                later.push_back({kind, leg.strike.units() / 100, leg.quantity * 100 - drawn});
        }
    }
    return {together, later};
}

std::optional<long long> sumOf(std::optional<long long> a, std::optional<long long> b)
{
    return a && b ? std::optional(*a + *b) : std::nullopt;
}

void compareExtremes(const pricing::PayoffProfile& profile, const Extremes& expected, long long costCents)
{
    QCOMPARE(profile.isLossUnlimited(), !expected.lowest.has_value());
    if (expected.lowest)
        QCOMPARE(profile.maximumLoss->units() / 100, std::max(costCents - *expected.lowest, 0LL));
    QCOMPARE(profile.maximumGain.has_value(), expected.highest.has_value());
    if (expected.highest)
        QCOMPARE(profile.maximumGain->units() / 100, std::max(*expected.highest - costCents, 0LL));
}

// Every change of sign between two spots a cent apart has one break-even, and there are no others.
void compareBreakEvens(const std::vector<double>& found, const std::vector<CountedLeg>& legs,
                       long long costCents)
{
    std::size_t next = 0;
    long long before = valueCents(legs, 0) - costCents;
    for (long long spot = 1; spot <= highestSpotCents; ++spot) {
        const long long value = valueCents(legs, spot) - costCents;
        if ((before < 0 && value >= 0) || (before > 0 && value <= 0)) {
            QVERIFY2(next < found.size(), qPrintable(QString::number(spot)));
            QVERIFY(found[next] * 100 >= double(spot - 1) - 1e-6 && found[next] * 100 <= double(spot) + 1e-6);
            ++next;
        }
        before = value;
    }
    while (next < found.size() && found[next] * 100 > double(highestSpotCents))
        ++next;
    QCOMPARE(next, found.size());
}

bool isFlatAt(const std::vector<CountedLeg>& legs, long long costCents)
{
    for (long long spot = 0; spot <= 20'000; spot += 100) {
        if (valueCents(legs, spot) == costCents)
            return true;
    }
    return false;
}

const NamedStructure& rowUnderTest()
{
    const NamedStructure* const row = findStructure(QTest::currentDataTag());
    STRIKEDESK_ASSERT(row, "the tag is a key");
    return *row;
}

} // namespace

void TestStructureCatalogue::patternsThatBreakARuleAreRefused_data()
{
    QTest::addColumn<QByteArray>("fault");
    const auto row
        = [](const char* pattern, const char* fault) { QTest::newRow(pattern) << QByteArray(fault); };
    row("", "a leg begins with + or -");
    row("C1", "a leg begins with + or -");
    row("+", "a leg names S, C or P");
    row("+X1", "a leg names S, C or P");
    row("+1C1", "a count is 2 to 9, m or n");
    row("+0C1", "a count is 2 to 9, m or n");
    row("+C", "an option names its strike, 1 to 4");
    row("+C5", "an option names its strike, 1 to 4");
    row("+C0", "an option names its strike, 1 to 4");
    row("+C1  -C2", "a leg begins with + or -");
    row("+C1 ", "a leg begins with + or -");
    row("+C1-C2", "legs are parted by one blank, forms by a bar between blanks");
    row("+C1 |", "legs are parted by one blank, forms by a bar between blanks");
    row("+C1 | ", "a leg begins with + or -");
    row("+C1 | +C1 | +C1", "a pattern has at most two forms");
    row("+C2", "strikes are numbered from 1 without a gap");
    row("+C1 -C3", "strikes are numbered from 1 without a gap");
    row("+C1 -C1", "no two legs of a form are one contract, or both stock");
    row("+S -S +C1", "no two legs of a form are one contract, or both stock");
    row("+Ca1 -C1", "either every option names an expiry and both a and b occur, or none does");
    row("+Ca1 -Ca2", "either every option names an expiry and both a and b occur, or none does");
    row("+Cb1", "either every option names an expiry and both a and b occur, or none does");
    row("+mC1", "m and n are the counts of the only two legs");
    row("+mC1 -mC2", "m and n are the counts of the only two legs");
    row("+mC1 -nC2 +C3", "m and n are the counts of the only two legs");
    row("+S +mC1 -nC2", "m and n are the counts of the only two legs");
    row("+2C1 -2C2", "the counts of a form have no common factor");
    row("+2C1", "the counts of a form have no common factor");
    row("+P1 -P2 -P3 +P4 +C1 -C2", "a form has at most five legs");
    row("+C1 -C2x", "legs are parted by one blank, forms by a bar between blanks");
}

void TestStructureCatalogue::patternsThatBreakARuleAreRefused()
{
    const QByteArray text = QTest::currentDataTag();
    const std::string_view fault = parseStructurePattern({text.constData(), std::size_t(text.size())}).fault;
    QTEST(QByteArray(fault.data(), qsizetype(fault.size())), "fault");
}

void TestStructureCatalogue::aPatternIsReadWhole()
{
    constexpr StructurePattern pattern = parseStructurePattern("-2Pa1 +Cb3 -S -Pa2 | +nC1 -mC2");
    static_assert(pattern.fault.empty() && pattern.formCount == 2);
    const PatternForm& first = pattern.forms[0];
    QCOMPARE(first.strikes, 3);
    QCOMPARE(first.expiries, 2);
    QCOMPARE(first.stockLots(), -1);
    QVERIFY(!first.hasVariableCounts());
    QCOMPARE(first.legs[0].ratio, -2);
    QCOMPARE(first.legs[0].right, Right::Put);
    QCOMPARE(first.legs[1].expiry, 1);
    QCOMPARE(first.legs[1].strike, 2);
    QVERIFY(pattern.forms[1].hasVariableCounts());
    QCOMPARE(pattern.forms[1].legs[0].count, PatternLeg::Count::Greater);
    QCOMPARE(pattern.forms[1].expiries, 1);
    constexpr StructurePattern stock = parseStructurePattern("+S");
    QCOMPARE(stock.forms[0].expiries, 0);
    QCOMPARE(stock.forms[0].strikes, 0);
}

void TestStructureCatalogue::keysAndTitlesAreUnique()
{
    QSet<QByteArray> keys;
    QSet<QByteArray> titles;
    for (const NamedStructure& row : namedStructures()) {
        keys.insert(QByteArray::fromStdString(std::string(row.key)));
        titles.insert(QByteArray::fromStdString(std::string(row.title)));
        QVERIFY(row.description.ends_with('.'));
        QCOMPARE(findStructure(row.key), &row);
    }
    QCOMPARE(std::size_t(keys.size()), namedStructures().size());
    QCOMPARE(std::size_t(titles.size()), namedStructures().size());
    QVERIFY(namedStructures().size() >= 56);
    QCOMPARE(namedStructures().back().key, std::string_view("custom"));
    QVERIFY(!findStructure("iron_duke"));
}

void TestStructureCatalogue::everyFamilyHasItsRows()
{
    for (const StructureRow& family : structureCatalogue())
        QVERIFY2(std::ranges::find(namedStructures(), family.kind, &NamedStructure::kind)
                     != namedStructures().end(),
                 std::string(family.key).c_str());
}

void TestStructureCatalogue::aliasesLeadToRows()
{
    for (const StructureAlias& alias : structureAliases()) {
        const NamedStructure* const row = findStructure(alias.alias);
        QVERIFY2(row && row->key == alias.key, std::string(alias.alias).c_str());
        QVERIFY(std::ranges::find(namedStructures(), alias.alias, &NamedStructure::key)
                == namedStructures().end());
    }
}

void TestStructureCatalogue::whatIsBuiltIsRecognised_data()
{
    QTest::addColumn<int>("forms");
    for (const NamedStructure* row : buildableRows())
        QTest::newRow(std::string(row->key).c_str()) << int(patternOf(*row).formCount);
}

void TestStructureCatalogue::whatIsBuiltIsRecognised()
{
    const NamedStructure& row = rowUnderTest();
    StructureDice dice(7);
    for (int trial = 0; trial < 200; ++trial) {
        for (const PatternForm& form : patternOf(row).used()) {
            const StructureRequest request = dice.request(row, form);
            std::vector<StructureLeg> legs = builtFrom(request);
            dice.shuffle(legs);
            const Structure found = recogniseStructure(legs);
            QVERIFY2(found.key == row.key, fmt::format("{}: {}", textOf(legs), found.name).c_str());
            QCOMPARE(found.name, std::string(row.title));
            QCOMPARE(found.kind, row.kind);
            // Shares alone have no lot to be counted in.
            QCOMPARE(found.packages, request.packages * (form.expiries == 0 ? 100 : 1));
        }
    }
}

void TestStructureCatalogue::payoffsEqualBruteForce()
{
    const NamedStructure& row = rowUnderTest();
    StructureDice dice(11);
    for (int trial = 0; trial < 4; ++trial) {
        StructureRequest request = dice.request(row, patternOf(row).used().front());
        request.packages = dice.random.between(1, 3);
        const std::vector<StructureLeg> legs = builtFrom(request);
        const std::vector<CountedLeg> counted = countedLegs(legs);
        long long costCents = 0;
        do {
            costCents = dice.random.between(-400'000, 400'000);
        } while (isFlatAt(counted, costCents));
        const auto profile = pricing::payoffProfile(pricing::payoffLegs(legs, Money::ofCents(costCents)));
        QVERIFY(profile.has_value());
        if (request.expiries.size() < 2) {
            compareExtremes(*profile, extremesOf(counted), costCents);
            compareBreakEvens(profile->breakEvens, counted, costCents);
            continue;
        }
        const auto [together, later] = byMoment(legs);
        const Extremes near = extremesOf(together);
        const Extremes far = extremesOf(later);
        compareExtremes(*profile, {sumOf(near.lowest, far.lowest), sumOf(near.highest, far.highest)},
                        costCents);
    }
}

// A description that speaks of an unlimited loss is a promise; so is one that does not.
void TestStructureCatalogue::unlimitedLossesAreTold()
{
    const NamedStructure& row = rowUnderTest();
    StructureDice dice(13);
    const StructureRequest request = dice.request(row, patternOf(row).used().front());
    if (request.expiries.size() > 1)
        return; // What is naked there is said by name.
    const auto profile = pricing::payoffProfile(pricing::payoffLegs(builtFrom(request), Money()));
    QCOMPARE(row.description.find("unlimited") != std::string_view::npos, profile->isLossUnlimited());
}

void TestStructureCatalogue::refusalsNameTheRule_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QList<int>>("strikes");
    QTest::addColumn<int>("expiries");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* name, const char* key, QList<int> strikes, int expiries,
                        const char* code) {
        QTest::newRow(name) << QString::fromLatin1(key) << std::move(strikes) << expiries << QByteArray(code);
    };
    row("no such key", "iron_duke", {100}, 1, "structure.unknown");
    row("nothing to build", "custom", {100}, 1, "structure.unknown");
    row("too few strikes", "short_iron_condor", {90, 95, 105}, 1, "structure.strikes");
    row("too many strikes", "long_call", {90, 95}, 1, "structure.strikes");
    row("a strike of nothing", "long_call", {0}, 1, "structure.strike");
    row("strikes out of order", "short_iron_condor", {90, 95, 94, 110}, 1, "structure.strike_order");
    row("strikes that are one", "bull_call_vertical", {90, 90}, 1, "structure.strike_order");
    row("wings that differ", "long_call_butterfly", {90, 100, 111}, 1, "structure.wings");
    row("wings that do not", "long_call_broken_wing_butterfly", {90, 100, 110}, 1, "structure.wings");
    row("a put above its call", "long_double_diagonal", {90, 106, 105, 110}, 2, "structure.strike_order");
    row("one pair twice", "long_double_diagonal", {90, 90, 110, 110}, 2, "structure.strike_order");
    row("one expiry of two", "long_call_calendar", {100}, 1, "structure.expiries");
    row("two expiries of one", "long_call", {100}, 2, "structure.expiries");
    row("an expiry for stock", "long_stock", {}, 1, "structure.expiries");
}

void TestStructureCatalogue::refusalsNameTheRule()
{
    QFETCH(QString, key);
    QFETCH(QList<int>, strikes);
    QFETCH(int, expiries);
    const StructureDice dice(1);
    StructureRequest request;
    request.key = key.toStdString();
    for (const int strike : strikes)
        request.strikes.push_back(Price::ofWhole(strike));
    for (int expiry = 0; expiry < expiries; ++expiry)
        request.expiries.push_back(dice.expiry(expiry));
    const auto legs = buildStructure(request);
    QVERIFY(!legs);
    QTEST(QByteArray::fromStdString(legs.error().code), "code");
    QVERIFY(legs.error().message.ends_with('.') || legs.error().message.ends_with('?'));
}

void TestStructureCatalogue::bothFormsOfARowAreBuilt()
{
    StructureRequest request {"jade_lizard", {Price::ofWhole(100), Price::ofWhole(110)}, {}, 2};
    request.expiries = {StructureDice(1).expiry(0)};
    const std::vector<StructureLeg> legs = builtFrom(request);
    QCOMPARE(legs.size(), std::size_t(3));
    QCOMPARE(legs[0].strike, legs[1].strike);
    QCOMPARE(recogniseStructure(legs).key, std::string_view("jade_lizard"));

    request = {"put_backspread", {Price::ofWhole(100), Price::ofWhole(110)}, request.expiries, 1, 2, 3};
    QCOMPARE(builtFrom(request)[0].quantity, std::int64_t(3));
    for (const auto& [lesser, greater] :
         {std::pair(2, 4), std::pair(3, 2), std::pair(0, 1), std::pair(1, 1)}) {
        request.lesser = lesser;
        request.greater = greater;
        QCOMPARE(buildStructure(request).error().code, std::string("structure.ratio"));
    }
    request.packages = 0;
    QCOMPARE(buildStructure(request).error().code, std::string("structure.packages"));
    request.expiries.front() = Date {};
    request = {"long_call", {Price::ofWhole(100)}, {Date {}}, 1};
    QCOMPARE(buildStructure(request).error().code, std::string("structure.expiries"));
    request = {"long_call_calendar",
               {Price::ofWhole(100)},
               {StructureDice(1).expiry(1), StructureDice(1).expiry(0)},
               1};
    QCOMPARE(buildStructure(request).error().code, std::string("structure.expiries"));
}

void TestStructureCatalogue::namesThatAreNearAreTold()
{
    const auto row = structureFor("iron_condor");
    QVERIFY(!row && row.error().message.find("short_iron_condor") != std::string::npos);
    const auto nothing = structureFor(std::string(10'000, 'x'));
    QVERIFY(!nothing && nothing.error().message.size() < 300);
    QVERIFY(!structureFor(""));
}

// SPX and SPXW share dates and settle hours apart; an adjusted contract delivers something else.
void TestStructureCatalogue::contractsThatDoNotMixAreNoStructure()
{
    StructureRequest request {"bull_call_vertical", {Price::ofWhole(100), Price::ofWhole(110)}, {}, 1};
    request.expiries = {StructureDice(1).expiry(0)};
    std::vector<StructureLeg> legs = builtFrom(request);
    legs[1].settlement = SettlementTime::Am;
    QCOMPARE(recogniseStructure(legs).key, std::string_view("long_call_diagonal"));
    legs[1].strike = legs[0].strike;
    QCOMPARE(recogniseStructure(legs).key, std::string_view("long_call_calendar"));
    legs = builtFrom(request);
    legs[1].adjustedRoot = "ACME1";
    QCOMPARE(recogniseStructure(legs).key, std::string_view("custom"));
    legs[1].strike = legs[0].strike;
    QCOMPARE(recogniseStructure(legs).key, std::string_view("custom"));
    legs = builtFrom(request);
    legs[1].sharesPerContract = 10;
    QCOMPARE(recogniseStructure(legs).key, std::string_view("custom"));
}

QTEST_GUILESS_MAIN(TestStructureCatalogue)
#include "tst_StructureCatalogue.moc"
