// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/Payoff.h"
#include "core/util/Random.h"

#include <QTest>

#include <fmt/format.h>

#include <cmath>

using namespace strikedesk;
using namespace strikedesk::pricing;

namespace {

Instant payoffDay(int day)
{
    return Instant(std::chrono::days(20'000 + day));
}

/// "C 100 -1 2.50 30": kind, strike, contracts, price paid or received per share, day of expiry; "S 100 50"
/// is stock.
std::vector<PayoffLeg> payoffLegs(const QString& text)
{
    std::vector<PayoffLeg> legs;
    const QStringList parts = text.split(u',');
    for (const QString& part : parts) {
        const QStringList words = part.split(u' ', Qt::SkipEmptyParts);
        PayoffLeg leg;
        const bool isStock = words[0] == u"S";
        leg.kind = isStock ? PayoffLeg::Stock : words[0] == u"C" ? PayoffLeg::Call : PayoffLeg::Put;
        leg.multiplier = Multiplier(isStock ? 1 : 100);
        if (!isStock)
            leg.strike = *Price::parse(words[1].toStdString());
        leg.quantity = Quantity(words[isStock ? 1 : 2].toLongLong());
        leg.cost = value(*Price::parse(words[isStock ? 2 : 3].toStdString()), leg.quantity, leg.multiplier);
        leg.expiresAt = isStock ? Instant() : payoffDay(words.value(4, QStringLiteral("30")).toInt());
        legs.push_back(leg);
    }
    return legs;
}

QString moneyText(const std::optional<Money>& money)
{
    return money ? QString::fromStdString(money->text()) : QStringLiteral("unlimited");
}

} // namespace

class TestPayoff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownStructures_data();
    void knownStructures();
    void noSpotIsWorseThanTheMaximumLoss();
    void severalExpiriesNeverUnderstateTheLoss();
    void breakEvensAreWhereThePayoffCrossesZero();
    void oversizedLegsAreRefused();
    void nothingRisksNothing();
};

void TestPayoff::knownStructures_data()
{
    QTest::addColumn<QString>("legs");
    QTest::addColumn<QString>("loss");
    QTest::addColumn<QString>("gain");
    QTest::addColumn<QString>("breakEvens");
    QTest::addColumn<bool>("isMixed");
    const auto row = [](const char* name, const char* legs, const char* loss, const char* gain,
                        const char* breakEvens, bool isMixed = false) {
        QTest::newRow(name) << QString::fromLatin1(legs) << QString::fromLatin1(loss)
                            << QString::fromLatin1(gain) << QString::fromLatin1(breakEvens) << isMixed;
    };
    row("a long call", "C 100 1 2.50", "250.0000", "unlimited", "102.50");
    row("a short call", "C 100 -1 2.50", "unlimited", "250.0000", "102.50");
    row("a long put", "P 100 1 2.50", "250.0000", "9750.0000", "97.50");
    row("a short put", "P 100 -1 2.50", "9750.0000", "250.0000", "97.50");
    row("a debit vertical", "C 100 1 2.50, C 105 -1 1.00", "150.0000", "350.0000", "101.50");
    row("a credit vertical", "P 100 -1 2.50, P 95 1 1.00", "350.0000", "150.0000", "98.50");
    row("an iron condor", "P 90 1 1.00, P 95 -1 2.00, C 105 -1 2.00, C 110 1 1.00", "300.0000", "200.0000",
        "93.00 107.00");
    row("a butterfly", "C 95 1 6.00, C 100 -2 3.00, C 105 1 1.00", "100.0000", "400.0000", "96.00 104.00");
    row("a straddle", "C 100 1 3.00, P 100 1 2.00", "500.0000", "unlimited", "95.00 105.00");
    row("a short strangle", "C 105 -1 1.00, P 95 -1 1.00", "unlimited", "200.0000", "93.00 107.00");
    row("a ratio spread", "C 100 1 3.00, C 105 -2 1.00", "unlimited", "400.0000", "101.00 109.00");
    row("a covered call", "S 100 100.00, C 105 -1 1.00", "9900.0000", "600.0000", "99.00");
    row("a collar", "S 100 100.00, C 105 -1 1.00, P 95 1 1.00", "500.0000", "500.0000", "100.00");
    row("short stock", "S -100 50.00", "unlimited", "5000.0000", "50.00");
    row("a free box cannot lose", "C 100 1 6.00, C 105 -1 3.00, P 105 1 4.00, P 100 -1 2.50", "0.0000",
        "50.0000", "");
    row("a long calendar", "C 100 -1 2.00 30, C 100 1 3.00 60", "100.0000", "0.0000", "", true);
    row("a reverse calendar is naked", "C 100 1 2.00 30, C 100 -1 3.00 60", "unlimited", "unlimited", "",
        true);
    row("a put diagonal whose long ends first", "P 95 1 1.00 30, P 100 -1 3.00 60", "9800.0000", "9700.0000",
        "", true);
    row("a diagonal whose long lasts longer", "P 100 -1 3.00 30, P 95 1 2.00 60", "400.0000", "100.0000",
        "99.00", true);
}

void TestPayoff::knownStructures()
{
    QFETCH(QString, legs);
    QFETCH(QString, loss);
    QFETCH(QString, gain);
    QFETCH(QString, breakEvens);
    QFETCH(bool, isMixed);
    const auto profile = payoffProfile(payoffLegs(legs));
    QVERIFY(profile.has_value());
    QCOMPARE(moneyText(profile->maximumLoss), loss);
    QCOMPARE(moneyText(profile->maximumGain), gain);
    QCOMPARE(profile->isLossUnlimited(), loss == u"unlimited");
    QCOMPARE(profile->isMixedExpiry, isMixed);
    QStringList found;
    for (const double spot : profile->breakEvens)
        found.append(QString::number(spot, 'f', 2));
    QCOMPARE(found.join(u' '), breakEvens);
}

void TestPayoff::noSpotIsWorseThanTheMaximumLoss()
{
    Random random(21);
    for (int round = 0; round < 300; ++round) {
        std::vector<PayoffLeg> legs;
        for (int i = 0; i < random.between(1, 5); ++i) {
            const auto kind = PayoffLeg::Kind(random.between(0, 2));
            legs.push_back({kind, Price::ofWhole(90 + random.between(0, 20)), Quantity(random.between(-3, 3)),
                            Multiplier(kind == PayoffLeg::Stock ? 1 : 100),
                            Money::ofCents(random.between(-9999, 9999)), payoffDay(30)});
        }
        const auto profile = payoffProfile(legs);
        QVERIFY(profile.has_value());
        Money worst;
        Money best;
        for (int spot = 0; spot <= 40'000; spot += 25) {
            const Money result = payoffAt(legs, Price::ofCents(spot));
            worst = std::min(worst, result);
            best = std::max(best, result);
            if (profile->maximumLoss)
                QVERIFY2(result >= -*profile->maximumLoss,
                         fmt::format("round {} at {} cents: {} is worse than {}", round, spot, result.text(),
                                     profile->maximumLoss->text())
                             .c_str());
        }
        // Strikes are whole dollars, so a bounded extreme is met on this grid to the cent.
        if (profile->maximumLoss)
            QCOMPARE(profile->maximumLoss->text(), (-worst).text());
        if (profile->maximumGain)
            QCOMPARE(profile->maximumGain->text(), best.text());
    }
}

void TestPayoff::severalExpiriesNeverUnderstateTheLoss()
{
    // At one common spot the bound can only be worse than the payoff without the longs that end before a
    // short.
    Random random(22);
    for (int round = 0; round < 300; ++round) {
        std::vector<PayoffLeg> legs;
        for (int i = 0; i < random.between(2, 5); ++i)
            legs.push_back({PayoffLeg::Kind(random.between(0, 1)),
                            Price::ofWhole(90 + 5 * random.between(0, 4)), Quantity(random.between(-2, 2)),
                            Multiplier(100), Money::ofCents(random.between(-500, 500)),
                            payoffDay(30 * random.between(1, 3))});
        const auto profile = payoffProfile(legs);
        QVERIFY(profile.has_value());
        if (!profile->maximumLoss)
            continue;
        std::vector<PayoffLeg> atOnce = legs;
        for (PayoffLeg& leg : atOnce)
            leg.expiresAt = payoffDay(30);
        const auto single = payoffProfile(atOnce);
        QVERIFY(single.has_value() && single->maximumLoss.has_value());
        QVERIFY2(*profile->maximumLoss >= *single->maximumLoss,
                 fmt::format("round {}: {} but at one expiry {}", round, profile->maximumLoss->text(),
                             single->maximumLoss->text())
                     .c_str());
    }
}

void TestPayoff::breakEvensAreWhereThePayoffCrossesZero()
{
    Random random(23);
    for (int round = 0; round < 200; ++round) {
        std::vector<PayoffLeg> legs;
        for (int i = 0; i < random.between(1, 4); ++i)
            legs.push_back({PayoffLeg::Kind(random.between(0, 1)), Price::ofWhole(90 + random.between(0, 20)),
                            Quantity(random.between(-2, 2)), Multiplier(100),
                            Money::ofCents(random.between(-40000, 40000)), payoffDay(30)});
        const auto profile = payoffProfile(legs);
        QVERIFY(profile.has_value());
        for (const double spot : profile->breakEvens) {
            const double at = payoffAt(legs, Price::nearest(spot)).toDouble();
            QVERIFY2(std::fabs(at) < 0.06,
                     fmt::format("round {} break-even {} pays {}", round, spot, at).c_str());
        }
    }
}

void TestPayoff::oversizedLegsAreRefused()
{
    const PayoffLeg huge {
        PayoffLeg::Call, Price::ofWhole(100'000'000), Quantity(1'000'000'000'000), Multiplier(100), {}, {}};
    const auto profile = payoffProfile({&huge, 1});
    QVERIFY(!profile.has_value());
    QCOMPARE(profile.error().code, std::string("pricing.bad_input"));
    PayoffLeg negative;
    negative.strike = Price::ofWhole(-1);
    QVERIFY(!payoffProfile({&negative, 1}).has_value());
}

void TestPayoff::nothingRisksNothing()
{
    const auto profile = payoffProfile({});
    QVERIFY(profile.has_value());
    QCOMPARE(moneyText(profile->maximumLoss), QStringLiteral("0.0000"));
    QCOMPARE(moneyText(profile->maximumGain), QStringLiteral("0.0000"));
}

QTEST_GUILESS_MAIN(TestPayoff)
#include "tst_Payoff.moc"
