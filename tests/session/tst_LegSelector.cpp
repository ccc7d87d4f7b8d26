// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/Structures.h"
#include "core/session/LegSelector.h"

#include <QTest>

#include <fmt/format.h>

#include <algorithm>

using namespace strikedesk;

namespace {

/// "P 31 -0.20 | C 33 0.40 | C 34 x": right, strike, delta (x: none); a star behind: not tradable.
std::vector<LegChoice> chainFrom(const QString& text)
{
    std::vector<LegChoice> chain;
    for (const QString& row : text.split(QLatin1Char('|'))) {
        const QStringList parts = row.simplified().split(QLatin1Char(' '));
        LegChoice choice;
        choice.right = parts[0] == QLatin1String("P") ? Right::Put : Right::Call;
        choice.strike = *Price::parse(parts[1].toStdString());
        if (parts[2] != QLatin1String("x"))
            choice.delta = parts[2].toDouble();
        choice.isTradable = parts.size() < 4;
        choice.symbol = parts[0].toStdString() + parts[1].toStdString();
        chain.push_back(choice);
    }
    return chain;
}

std::string legsText(const Result<std::vector<OrderLeg>>& legs)
{
    if (!legs)
        return legs.error().code;
    std::string text;
    for (const OrderLeg& leg : *legs)
        text
            += fmt::format("{}{}{}", text.empty() ? "" : " ", leg.side == Side::Sell ? '-' : '+', leg.symbol);
    return text;
}

StructureTarget condor(double sold, double bought, double tolerance)
{
    return {.name = "iron_condor",
            .legs = {{.right = Right::Put, .side = Side::Sell, .delta = sold},
                     {.right = Right::Put, .side = Side::Buy, .delta = bought},
                     {.right = Right::Call, .side = Side::Sell, .delta = sold},
                     {.right = Right::Call, .side = Side::Buy, .delta = bought}},
            .deltaTolerance = tolerance};
}

StructureTarget putVertical(double sold, double bought, double tolerance)
{
    return {.name = "vertical",
            .legs = {{.right = Right::Put, .side = Side::Sell, .delta = sold},
                     {.right = Right::Put, .side = Side::Buy, .delta = bought}},
            .deltaTolerance = tolerance};
}

const QString ordinaryChain
    = QStringLiteral("P 29 -0.05 | P 30 -0.11 | P 31 -0.19 | P 32 -0.33 | P 33 -0.50 | P 34 -0.68 |"
                     "C 31 0.81 | C 32 0.67 | C 33 0.50 | C 34 0.31 | C 35 0.16 | C 36 0.07");
const QString twoStrikes = QStringLiteral("P 3700 -0.22 | P 3800 -0.84 | C 3700 0.78 | C 3800 0.16");

} // namespace

Q_DECLARE_METATYPE(StructureTarget)

class TestLegSelector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNearestStrikesInOrderAreChosen_data()
    {
        QTest::addColumn<StructureTarget>("target");
        QTest::addColumn<QString>("chain");
        QTest::addColumn<QString>("legs");
        const auto row
            = [](const char* name, const StructureTarget& target, const QString& chain, const char* legs) {
                  QTest::newRow(name) << target << chain << QString::fromUtf8(legs);
              };
        row("an iron condor", condor(0.30, 0.12, 0.2), ordinaryChain, "-P32 +P30 -C34 +C35");
        row("an iron condor where strikes are too few", condor(0.30, 0.12, 0.2), twoStrikes, "plan.no_legs");
        row("a vertical moves in rather than fail", putVertical(0.30, 0.12, 0.6), twoStrikes,
            "-P3800 +P3700");
        row("but not beyond its tolerance", putVertical(0.30, 0.12, 0.2), twoStrikes, "plan.no_legs");
        row("an untradable strike is passed over", putVertical(0.33, 0.19, 0.3),
            QStringLiteral("P 30 -0.11 | P 31 -0.19 x | P 32 -0.33"), "-P32 +P30");
        row("a strike without delta is passed over", putVertical(0.33, 0.19, 0.3),
            QStringLiteral("P 30 -0.11 | P 31 x | P 32 -0.33"), "-P32 +P30");
        row("an empty right", putVertical(0.3, 0.1, 1.0), QStringLiteral("C 33 0.5"), "plan.no_legs");

        StructureTarget byWidth = putVertical(0.33, 0.1, 0.3);
        byWidth.legs[1].delta.reset();
        byWidth.legs[1].strikesFromInner = 2;
        row("a width in listed strikes", byWidth, ordinaryChain, "-P32 +P30");
        byWidth.legs[1].strikesFromInner = 9;
        row("a width beyond the chain", byWidth, ordinaryChain, "plan.no_legs");

        StructureTarget straddle {
            .name = "straddle",
            .legs = {{.right = Right::Put, .side = Side::Buy, .delta = 0.5},
                     {.right = Right::Call, .side = Side::Buy, .delta = {}, .sharesFirstStrike = true}}};
        row("a straddle shares its strike", straddle, ordinaryChain, "+P33 +C33");
        StructureTarget strangle {.name = "strangle",
                                  .legs = {{.right = Right::Put, .side = Side::Sell, .delta = 0.5},
                                           {.right = Right::Call, .side = Side::Sell, .delta = 0.5}}};
        row("a strangle never does", strangle, ordinaryChain, "-P32 -C33");
    }
    void theNearestStrikesInOrderAreChosen()
    {
        QFETCH(StructureTarget, target);
        QFETCH(QString, chain);
        QFETCH(QString, legs);
        std::vector<LegChoice> choices = chainFrom(chain);
        const std::string found = legsText(selectLegs(target, choices));
        QCOMPARE(QString::fromStdString(found), legs);
        // The order in which a market lists its series changes nothing.
        std::reverse(choices.begin(), choices.end());
        QCOMPARE(QString::fromStdString(legsText(selectLegs(target, choices))), legs);
    }

    // A structure of the catalogue chooses from the same chain by the same rules.
    void aKeyOfTheCatalogueFindsTheSameLegs()
    {
        const auto named = [](const char* key, std::vector<StrikePick> strikes) {
            StructureTarget target {.name = key, .legs = {}, .strikes = std::move(strikes)};
            for (const PatternLeg& leg : patternOf(*findStructure(key)).forms[0].used())
                target.legs.push_back({.right = leg.right,
                                       .side = leg.ratio > 0 ? Side::Buy : Side::Sell,
                                       .ratio = std::abs(leg.ratio),
                                       .delta = {},
                                       .strike = leg.strike});
            return target;
        };
        const auto delta = [](double value) { return StrikePick {PickBy::Delta, value}; };
        const auto width = [](int strikes, int from) {
            return StrikePick {PickBy::WidthStrikes, double(strikes), {}, from};
        };
        const std::vector<LegChoice> chain = chainFrom(ordinaryChain);
        const ExpiryFacts facts {33.2, 1.1};
        const auto legs
            = [&](const StructureTarget& target) { return legsText(selectLegs(target, chain, facts)); };
        QCOMPARE(legs(named("short_iron_condor", {delta(0.12), delta(0.30), delta(0.30), delta(0.12)})),
                 std::string("+P30 -P32 -C34 +C35"));
        QCOMPARE(legs(named("short_iron_butterfly", {width(-2, 1), {PickBy::AtTheMoney, 0}, width(2, 1)})),
                 std::string("+P31 -P33 -C33 +C35"));
        QCOMPARE(legs(named("long_call_butterfly", {width(-2, 1), {PickBy::Strike, 33}, width(2, 1)})),
                 std::string("+C31 -C33 +C35"));
        QCOMPARE(legs(named("long_call_butterfly", {width(-2, 1), {PickBy::Strike, 33}, width(1, 1)})),
                 std::string("plan.no_legs"));
        QCOMPARE(
            legs(named("long_call_broken_wing_butterfly", {width(-2, 1), {PickBy::Strike, 33}, width(1, 1)})),
            std::string("+C31 -C33 +C34"));
        QCOMPARE(legs(named("short_strangle", {{PickBy::ExpectedMove, -1}, {PickBy::ExpectedMove, 1}})),
                 std::string("-P32 -C34"));
        QVERIFY(selectLegs(named("long_call", {{PickBy::Percent, 1}}), chain)
                    .error()
                    .message.find("structure.no_spot")
                != std::string::npos);
    }

    void monthlyExpiriesAreKnown()
    {
        const auto day = [](int year, unsigned month, unsigned number) {
            return Date {std::chrono::year {year}, std::chrono::month {month}, std::chrono::day {number}};
        };
        QVERIFY(isMonthlyExpiry(day(2026, 3, 20)));
        QVERIFY(!isMonthlyExpiry(day(2026, 3, 13)));
        QVERIFY(!isMonthlyExpiry(day(2026, 3, 27)));
        QVERIFY(!isMonthlyExpiry(day(2026, 3, 19)));
        QVERIFY(isMonthlyExpiry(day(2013, 7, 20))); // a Saturday, as symbols then said
        QVERIFY(!isMonthlyExpiry(day(2013, 7, 27)));
        QVERIFY(isMonthlyExpiry(day(2025, 4, 17))); // the third Friday was Good Friday

        const auto expiry = [&](unsigned number, int days) {
            return ExpiryChoice {day(2026, 3, number), "X", days};
        };
        const std::vector<ExpiryChoice> listed {expiry(13, 3), expiry(20, 10), expiry(27, 17)};
        ExpiryTarget target;
        target.listed = ExpiryTarget::Listed::Monthly;
        QCOMPARE(selectExpiry(target, listed)->daysToExpiry, 10);
        target.listed = ExpiryTarget::Listed::Weekly;
        target.prefer = ExpiryTarget::Prefer::Furthest;
        QCOMPARE(selectExpiry(target, listed)->daysToExpiry, 17);
        target.maximumDays = 2;
        QVERIFY(selectExpiry(target, listed).error().message.find("weekly") != std::string::npos);
    }

    void anEmptyChainGivesNothing()
    {
        QCOMPARE(legsText(selectLegs(condor(0.3, 0.1, 1.0), {})), std::string("plan.no_legs"));
        QCOMPARE(selectExpiry({.minimumDays = 0, .maximumDays = 200}, {}).error().code,
                 std::string("plan.no_expiry"));
    }

    void thePreferredExpiryWithinItsDaysIsChosen()
    {
        const auto expiry = [](int days) {
            return ExpiryChoice {Date {std::chrono::sys_days {std::chrono::days {16'000 + days}}}, "X", days};
        };
        const std::vector<ExpiryChoice> listed {expiry(0), expiry(22), expiry(50), expiry(113)};
        ExpiryTarget target {.minimumDays = 1, .maximumDays = 60};
        QCOMPARE(selectExpiry(target, listed)->daysToExpiry, 22);
        target.prefer = ExpiryTarget::Prefer::Furthest;
        QCOMPARE(selectExpiry(target, listed)->daysToExpiry, 50);
        target = {.minimumDays = 0,
                  .maximumDays = 200,
                  .prefer = ExpiryTarget::Prefer::ClosestTo,
                  .preferredDays = 90};
        QCOMPARE(selectExpiry(target, listed)->daysToExpiry, 113);
        target = {.minimumDays = 23, .maximumDays = 49};
        QCOMPARE(selectExpiry(target, listed).error().code, std::string("plan.no_expiry"));

        QCOMPARE(laterExpiry(expiry(22), listed)->daysToExpiry, 50);
        QVERIFY(!laterExpiry(expiry(113), listed));
    }
};

QTEST_GUILESS_MAIN(TestLegSelector)
#include "tst_LegSelector.moc"
