// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/StructureSplit.h"
#include "tests/instruments/StructureCases.h"

#include <QtTest>

#include <cstdlib>
#include <functional>

using namespace strikedesk;

// Any set of legs as structures: nothing is lost, nothing is more naked than it has to be.
class TestStructureSplit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStructureIsOnePart_data();
    void aStructureIsOnePart();
    void structuresSideBySideAreFound();
    void legsAreConserved_data();
    void legsAreConserved();
    void theOrderOfLegsDoesNotMatter();
    void nakedContractsEqualBruteForce_data();
    void nakedContractsEqualBruteForce();
    void smallBooksHaveAsFewPartsAsBruteForce();
    void nakedContractsAreNamed_data();
    void nakedContractsAreNamed();
    void alternativesAreListed();
    void oneStructureIsSplit();
    void partsAreMerged();
    void adjustedContractsStandAlone();
    void stockThatIsNoLotIsLeft();
    void nothingIsNoPart();
    void tooManySeriesAreRefused();
};

namespace {

// "1 C100, -2 P90 b, 100 S": quantity, series, and the letter of its expiry (a when there is none).
std::vector<StructureLeg> legsFrom(const char* text)
{
    std::vector<StructureLeg> legs;
    for (const QByteArray& part : QByteArray(text).split(',')) {
        const QList<QByteArray> words = part.trimmed().split(' ');
        StructureLeg leg;
        leg.quantity = words[0].toLongLong();
        leg.isStock = words[1] == "S";
        if (!leg.isStock) {
            leg.right = words[1].front() == 'C' ? Right::Call : Right::Put;
            leg.strike = Price::ofWhole(words[1].mid(1).toInt());
            leg.expiry = StructureDice(1).expiry(words.size() > 2 ? words[2].front() - 'a' : 0);
        }
        legs.push_back(leg);
    }
    return legs;
}

std::vector<StructureLeg> randomBook(StructureDice& dice, int series, int expiries, int quantityMax,
                                     int strikes)
{
    std::vector<StructureLeg> legs;
    for (int number = 0; number < series; ++number) {
        StructureLeg leg;
        leg.right = dice.random.between(0, 1) == 0 ? Right::Put : Right::Call;
        leg.strike = Price::ofWhole(100 + 5 * dice.random.between(0, strikes - 1));
        leg.expiry = dice.expiry(dice.random.between(0, expiries - 1));
        leg.quantity = dice.random.between(1, quantityMax) * (dice.random.between(0, 1) == 0 ? -1 : 1);
        legs.push_back(leg);
    }
    if (dice.random.between(0, 2) == 0) {
        StructureLeg stock;
        stock.isStock = true;
        stock.quantity = 50 * dice.random.between(-8, 8);
        legs.push_back(stock);
    }
    return legs;
}

std::vector<StructureLeg> allLegs(const StructureParts& parts)
{
    std::vector<StructureLeg> legs;
    for (const StructurePart& part : parts)
        legs.insert(legs.end(), part.legs.begin(), part.legs.end());
    return legs;
}

StructureSplit splitOf(const std::vector<StructureLeg>& legs)
{
    auto split = splitIntoStructures(legs);
    STRIKEDESK_ASSERT(split.has_value(), "the book is small enough");
    return *std::move(split);
}

std::string namesOf(const StructureParts& parts)
{
    std::string names;
    for (const StructurePart& part : parts)
        names += fmt::format("{}{} {}", names.empty() ? "" : " + ", part.structure.packages,
                             part.structure.name);
    return names;
}

std::int64_t contractsOf(const std::vector<StructureLeg>& legs)
{
    std::int64_t sum = 0;
    for (const StructureLeg& leg : legs)
        sum += std::abs(leg.quantity);
    return sum;
}

// ---- The independent count: contract by contract, every way to cover them

int fewestNaked(const std::vector<Date>& shorts, std::size_t next, std::vector<Date>& longs, int lots)
{
    if (next == shorts.size())
        return 0;
    int best = 1 + fewestNaked(shorts, next + 1, longs, lots);
    if (lots > 0)
        best = std::min(best, fewestNaked(shorts, next + 1, longs, lots - 1));
    for (std::size_t at = 0; at < longs.size(); ++at) {
        if (longs[at] < shorts[next])
            continue;
        const Date taken = longs[at];
        longs.erase(longs.begin() + std::ptrdiff_t(at));
        best = std::min(best, fewestNaked(shorts, next + 1, longs, lots));
        longs.insert(longs.begin() + std::ptrdiff_t(at), taken);
    }
    return best;
}

int nakedByBruteForce(const std::vector<StructureLeg>& legs)
{
    int naked = 0;
    std::int64_t shares = 0;
    const std::vector<StructureLeg> sums = addedUp(legs);
    for (const StructureLeg& leg : sums)
        shares += leg.isStock ? leg.quantity : 0;
    for (const Right right : {Right::Call, Right::Put}) {
        std::vector<Date> shorts;
        std::vector<Date> longs;
        for (const StructureLeg& leg : sums) {
            for (std::int64_t unit = 0; !leg.isStock && leg.right == right && unit < std::abs(leg.quantity);
                 ++unit)
                (leg.quantity > 0 ? longs : shorts).push_back(leg.expiry);
        }
        const auto lots = int((right == Right::Call ? shares : -shares) / 100);
        naked += fewestNaked(shorts, 0, longs, std::max(lots, 0));
    }
    return naked;
}

// Every way to put the legs into heaps; the fewest heaps of which each is a structure and none leaves more
// naked than there has to be.
int fewestParts(const std::vector<StructureLeg>& legs)
{
    const int leastNaked = nakedByBruteForce(legs);
    int best = int(legs.size()) + 1;
    std::vector<std::vector<StructureLeg>> heaps;
    const std::function<void(std::size_t)> put = [&](std::size_t next) {
        if (next == legs.size()) {
            int naked = 0;
            for (const auto& heap : heaps) {
                if (recogniseStructure(heap).key == "custom")
                    return;
                naked += nakedByBruteForce(heap);
            }
            if (naked == leastNaked)
                best = std::min(best, int(heaps.size()));
            return;
        }
        for (std::size_t heap = 0; heap < heaps.size(); ++heap) {
            heaps[heap].push_back(legs[next]);
            put(next + 1);
            heaps[heap].pop_back();
        }
        heaps.push_back({legs[next]});
        put(next + 1);
        heaps.pop_back();
    };
    put(0);
    return best;
}

} // namespace

void TestStructureSplit::aStructureIsOnePart_data()
{
    QTest::addColumn<int>("forms");
    for (const NamedStructure& row : namedStructures()) {
        if (!row.pattern.empty())
            QTest::newRow(std::string(row.key).c_str()) << int(patternOf(row).formCount);
    }
}

void TestStructureSplit::aStructureIsOnePart()
{
    const NamedStructure& row = *findStructure(QTest::currentDataTag());
    StructureDice dice(3);
    for (const PatternForm& form : patternOf(row).used()) {
        std::vector<StructureLeg> legs = builtFrom(dice.request(row, form));
        const StructureSplit split = splitOf(legs);
        QCOMPARE(namesOf(split.parts), fmt::format("{} {}", recogniseStructure(legs).packages, row.title));
        QVERIFY(split.isExact && split.alternatives.empty());

        // Beside something else it is still there, unless less would be naked or fewer parts do.
        legs.push_back(legsFrom("3 C20 j").front());
        const StructureSplit beside = splitOf(legs);
        QCOMPARE(addedUp(allLegs(beside.parts)), addedUp(legs));
    }
}

void TestStructureSplit::structuresSideBySideAreFound()
{
    QCOMPARE(namesOf(splitOf(legsFrom("1 P80, -1 P90, -1 C110, 1 C120, 5 C100 b, -5 C100 a")).parts),
             std::string("1 short iron condor + 5 long call calendar"));
    QCOMPARE(namesOf(splitOf(legsFrom("2 C100, -2 C110, 7 P90, 100 S")).parts),
             std::string("7 long put + 2 bull call vertical + 100 long stock"));
    QCOMPARE(namesOf(splitOf(legsFrom("300 S, -3 C110, 2 P90 b")).parts),
             std::string("3 covered call + 2 long put"));
    QCOMPARE(namesOf(splitOf(legsFrom("1 C90, -2 C100, 1 C110, -1 P70")).parts),
             std::string("1 short put + 1 long call butterfly"));
    QCOMPARE(namesOf(splitOf(legsFrom("1 C100, -2 C110, -1 P80 b, 1 P70 b")).parts),
             std::string("1 call ratio spread + 1 bull put vertical"));
    // The same counts twice: each pair of strikes that lie together.
    QCOMPARE(
        namesOf(splitOf(legsFrom("3 P80, -3 P85, -3 C115, 3 C120, 8 P60, -8 P65, -8 C135, 8 C140")).parts),
        std::string("8 short iron condor + 3 short iron condor"));
}

void TestStructureSplit::legsAreConserved_data()
{
    QTest::addColumn<int>("series");
    QTest::addColumn<int>("expiries");
    QTest::addColumn<int>("trials");
    QTest::newRow("few legs") << 6 << 2 << 300;
    QTest::newRow("a dozen") << 12 << 3 << 60;
    QTest::newRow("thirty") << 30 << 4 << 20;
    QTest::newRow("two hundred") << 200 << 8 << 3;
    QTest::newRow("two hundred of one expiry") << 200 << 1 << 2;
}

void TestStructureSplit::legsAreConserved()
{
    QFETCH(int, series);
    QFETCH(int, expiries);
    QFETCH(int, trials);
    StructureDice dice(std::uint64_t(100 + series + expiries));
    for (int trial = 0; trial < trials; ++trial) {
        const std::vector<StructureLeg> legs = randomBook(dice, series, expiries, 12, series > 30 ? 60 : 9);
        const StructureSplit split = splitOf(legs);
        QCOMPARE(addedUp(allLegs(split.parts)), addedUp(legs));
        QCOMPARE(contractsOf(split.naked), contractsOf(nakedLegs(legs)));
        for (const StructurePart& part : split.parts) {
            const Structure own = recogniseStructure(part.legs);
            QVERIFY2(own.key == part.structure.key && own.key != "custom", textOf(part.legs).c_str());
            QCOMPARE(own.packages, part.structure.packages);
        }
        for (const StructureParts& alternative : split.alternatives) {
            QCOMPARE(addedUp(allLegs(alternative)), addedUp(legs));
            QCOMPARE(alternative.size(), split.parts.size());
            QVERIFY(namesOf(alternative) != namesOf(split.parts)
                    || allLegs(alternative) != allLegs(split.parts));
        }
    }
}

void TestStructureSplit::theOrderOfLegsDoesNotMatter()
{
    StructureDice dice(21);
    for (int trial = 0; trial < 40; ++trial) {
        std::vector<StructureLeg> legs = randomBook(dice, 4 + trial % 20, 3, 6, 8);
        const StructureSplit first = splitOf(legs);
        dice.shuffle(legs);
        const StructureSplit second = splitOf(legs);
        QCOMPARE(namesOf(first.parts), namesOf(second.parts));
        QCOMPARE(allLegs(first.parts), allLegs(second.parts));
        QCOMPARE(first.naked, second.naked);
        QCOMPARE(first.alternatives.size(), second.alternatives.size());
    }
}

void TestStructureSplit::nakedContractsEqualBruteForce_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 8; ++seed)
        QTest::addRow("%d", seed) << seed;
}

void TestStructureSplit::nakedContractsEqualBruteForce()
{
    QFETCH(int, seed);
    StructureDice dice(std::uint64_t(seed) * 977);
    for (int trial = 0; trial < 40; ++trial) {
        const std::vector<StructureLeg> legs = randomBook(dice, 1 + trial % 6, 3, 2, 5);
        const int expected = nakedByBruteForce(legs);
        QCOMPARE(contractsOf(nakedLegs(legs)), std::int64_t(expected));
        QCOMPARE(contractsOf(splitOf(legs).naked), std::int64_t(expected));
    }
}

void TestStructureSplit::smallBooksHaveAsFewPartsAsBruteForce()
{
    StructureDice dice(5);
    for (int trial = 0; trial < 250; ++trial) {
        const std::vector<StructureLeg> legs = addedUp(randomBook(dice, 2 + trial % 6, 1 + trial % 3, 1, 6));
        const bool areSingle = std::ranges::all_of(
            legs, [](const StructureLeg& leg) { return !leg.isStock && std::abs(leg.quantity) == 1; });
        if (!areSingle || legs.empty())
            continue;
        const StructureSplit split = splitOf(legs);
        QVERIFY(split.isExact);
        QVERIFY2(int(split.parts.size()) == fewestParts(legs),
                 fmt::format("{}: {}", textOf(legs), namesOf(split.parts)).c_str());
    }
}

void TestStructureSplit::nakedContractsAreNamed_data()
{
    QTest::addColumn<QByteArray>("naked");
    const auto row = [](const char* legs, const char* naked) { QTest::newRow(legs) << QByteArray(naked); };
    row("-1 C100", "-1 C100");
    row("1 C100, -1 C110", "");
    row("1 C110, -1 C100", "");
    row("1 C100, -3 C110", "-2 C110");
    row("1 C100, -1 C110, -1 C120", "-1 C120");
    row("-1 P80, -1 P90, 1 P100", "-1 P80");
    row("-1 C110, -1 P90", "-1 P90, -1 C110");
    row("-1 C100 b, 1 C100 a", "-1 C100 b");
    row("-1 C100 a, 1 C100 b", "");
    row("250 S, -3 C110", "-1 C110");
    row("-300 S, -2 P90, -1 C110", "-1 C110");
    row("100 S, -1 P90", "-1 P90");
    row("-1 C100 a, -1 C100 b, 1 C120 b", "-1 C100 a");
}

void TestStructureSplit::nakedContractsAreNamed()
{
    QFETCH(QByteArray, naked);
    const std::vector<StructureLeg> legs = legsFrom(QTest::currentDataTag());
    const std::vector<StructureLeg> expected
        = naked.isEmpty() ? std::vector<StructureLeg> {} : addedUp(legsFrom(naked.constData()));
    QCOMPARE(textOf(nakedLegs(legs)), textOf(expected));
    QCOMPARE(contractsOf(splitOf(legs).naked), contractsOf(expected));
}

void TestStructureSplit::alternativesAreListed()
{
    // Two verticals of calls, or two others on the same four strikes.
    const StructureSplit split = splitOf(legsFrom("1 C90, -1 C100, 1 C110, -1 C120"));
    QCOMPARE(namesOf(split.parts), std::string("1 bull call vertical + 1 bull call vertical"));
    QCOMPARE(split.parts[0].legs[1].strike, Price::ofWhole(100));
    QCOMPARE(split.alternatives.size(), std::size_t(1));
    QCOMPARE(namesOf(split.alternatives[0]), std::string("1 bull call vertical + 1 bear call vertical"));
}

void TestStructureSplit::oneStructureIsSplit()
{
    const auto texts = [](const char* legs) {
        QStringList names;
        for (const StructureParts& way : waysToSplit(legsFrom(legs)))
            names << QString::fromStdString(namesOf(way));
        names.sort();
        return names.join(QStringLiteral("; "));
    };
    QCOMPARE(
        texts("3 P80, -3 P90, -3 C110, 3 C120"),
        QStringLiteral("3 bear risk reversal + 3 bull risk reversal; "
                       "3 bull put vertical + 3 bear call vertical; 3 long strangle + 3 short strangle"));
    QCOMPARE(texts("1 C90, -2 C100, 1 C110"), QStringLiteral("1 bull call vertical + 1 bear call vertical"));
    QCOMPARE(texts("100 S, 1 P90, -1 C110"),
             QStringLiteral("1 bear risk reversal + 100 long stock; 1 long put + 1 covered call; "
                            "1 protective put + 1 short call"));
    QCOMPARE(texts("1 C100, -1 C110"), QString());
    QCOMPARE(texts("1 C90, 1 C100, 1 C110"), QString());
    QCOMPARE(texts("999999998 C100, -999999999 C110"), QString());
    StructureDice dice(9);
    for (const NamedStructure& row : namedStructures()) {
        if (row.pattern.empty())
            continue;
        const std::vector<StructureLeg> legs = builtFrom(dice.request(row, patternOf(row).used().back()));
        for (const StructureParts& way : waysToSplit(legs))
            QCOMPARE(addedUp(allLegs(way)), addedUp(legs));
    }
}

void TestStructureSplit::partsAreMerged()
{
    const StructureSplit condor = splitOf(legsFrom("2 P80, -2 P90"));
    StructureParts parts = condor.parts;
    parts.push_back(splitOf(legsFrom("-2 C110, 2 C120")).parts.front());
    const StructurePart whole = merged(parts);
    QCOMPARE(whole.structure.name, std::string("short iron condor"));
    QCOMPARE(whole.structure.packages, std::int64_t(2));
    QCOMPARE(whole.legs, addedUp(allLegs(parts)));
    parts.push_back(splitOf(legsFrom("1 C300")).parts.front());
    QCOMPARE(merged(parts).structure.key, std::string_view("custom"));
    QCOMPARE(merged(parts).legs, addedUp(allLegs(parts)));
    StructureDice dice(31);
    for (int trial = 0; trial < 50; ++trial) {
        const std::vector<StructureLeg> legs = randomBook(dice, 7, 2, 5, 6);
        QCOMPARE(merged(splitOf(legs).parts).legs, addedUp(legs));
    }
}

void TestStructureSplit::adjustedContractsStandAlone()
{
    std::vector<StructureLeg> legs = legsFrom("1 C100, -1 C110, 100 S");
    legs[1].adjustedRoot = "ACME1";
    const StructureSplit split = splitOf(legs);
    QCOMPARE(namesOf(split.parts), std::string("1 long call + 1 short call + 100 long stock"));
    QCOMPARE(contractsOf(split.naked), std::int64_t(1));
    QCOMPARE(split.naked.front().adjustedRoot, std::string("ACME1"));
    legs[0].quantity = -1;
    QCOMPARE(namesOf(splitOf(legs).parts), std::string("1 covered call + 1 short call"));
}

void TestStructureSplit::stockThatIsNoLotIsLeft()
{
    QCOMPARE(namesOf(splitOf(legsFrom("250 S, -2 C110")).parts),
             std::string("2 covered call + 50 long stock"));
    QCOMPARE(namesOf(splitOf(legsFrom("-30 S, 1 C110")).parts), std::string("1 long call + 30 short stock"));
}

void TestStructureSplit::nothingIsNoPart()
{
    QVERIFY(splitOf({}).parts.empty());
    const StructureSplit flat = splitOf(legsFrom("1 C100, -1 C100, 5 S, -5 S"));
    QVERIFY(flat.parts.empty() && flat.naked.empty() && flat.isExact);
}

void TestStructureSplit::tooManySeriesAreRefused()
{
    std::vector<StructureLeg> legs;
    for (std::size_t number = 0; number <= bookSeriesMax; ++number) {
        StructureLeg leg = legsFrom("1 C100").front();
        leg.strike = Price::ofWhole(std::int64_t(number) + 1);
        legs.push_back(leg);
    }
    QCOMPARE(splitIntoStructures(legs).error().code, std::string("structure.too_many_legs"));
    legs.pop_back();
    QVERIFY(splitIntoStructures(legs).has_value());
}

QTEST_GUILESS_MAIN(TestStructureSplit)
#include "tst_StructureSplit.moc"
