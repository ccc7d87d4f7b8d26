// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/GateGreeks.h"

#include <QTest>

#include <chrono>
#include <cmath>

using namespace strikedesk;

class TestGateGreeks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRateIsThatOfTheExpiry();
};

void TestGateGreeks::theRateIsThatOfTheExpiry()
{
    const Instant now {};
    Instrument instrument;
    OptionContract contract;
    contract.right = Right::Call;
    contract.strike = Price::ofWhole(100);
    instrument.option = contract;
    instrument.settlesAt = now + std::chrono::hours(2 * 365 * 24);
    const auto rates = pricing::RateCurve::through({{0, 0.005}, {2, 0.06}}, "test");
    QVERIFY(rates.has_value());
    // The short rate of the inputs plays no part.
    const GateMarket market {{100, 0.005, 0, {}}, *rates};
    const pricing::OptionTerms terms {ExerciseStyle::European, Right::Call, 100, 2};
    const auto fair = pricing::value(terms, {100, 0.06, 0, {}}, 0.2);
    const DollarGreeks greeks
        = dollarGreeks(instrument, Quantity(3), Price::nearest(fair->price), market, now);
    const double expected = fair->greeks.delta * 3 * double(contract.deliverableShares()) * 100;
    QVERIFY2(std::abs(greeks.delta - expected) < 1e-4 * expected,
             qPrintable(QStringLiteral("%1 against %2").arg(greeks.delta).arg(expected)));
}

QTEST_GUILESS_MAIN(TestGateGreeks)
#include "tst_GateGreeks.moc"
