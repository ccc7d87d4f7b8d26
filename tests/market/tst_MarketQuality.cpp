// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/MarketQuality.h"
#include "core/market/QuoteBoard.h"
#include "core/util/Random.h"

#include <QTest>

#include <cmath>

using namespace strikedesk;
using namespace std::chrono_literals;

namespace {

const Instant start {std::chrono::sys_days {std::chrono::year {2026} / 3 / 2} + 15h};

Quote quoteOf(std::int64_t bidCents, std::int64_t askCents, int size = 50, Instant at = start)
{
    return {QuoteSide {Price::ofCents(bidCents), size, at}, QuoteSide {Price::ofCents(askCents), size, at}};
}

QuoteQuality qualityOf(const Quote& quote, Instant now = start)
{
    Instrument instrument;
    instrument.ticks = TickTable::penny();
    return assess(quote, instrument, now, 15s);
}

/// A contract whose market is four cents wide, give or take one, a quote each second.
class Told
{
public:
    explicit Told(int seconds = 600)
    {
        for (int i = 0; i < seconds; ++i)
            tell(quoteOf(198, 201 + i % 3), 1s);
    }
    void tell(const Quote& quote, Duration after)
    {
        m_now += after;
        m_quote = quote;
        if (m_quote.bid)
            m_quote.bid->at = m_now;
        if (m_quote.ask)
            m_quote.ask->at = m_now;
        m_spreads.see(m_quote, m_now);
    }
    [[nodiscard]] double typical() const { return *m_spreads.typicalWidth(); }
    [[nodiscard]] MarketQuality quality(Duration later = 0s) const
    {
        return marketQuality(m_quote, qualityOf(m_quote, m_now + later), m_spreads, TickTable::penny(),
                             m_now + later);
    }
    [[nodiscard]] const SpreadStatistics& spreads() const { return m_spreads; }

private:
    Instant m_now = start;
    Quote m_quote;
    SpreadStatistics m_spreads;
};

QString wordsOf(const MarketQuality& quality)
{
    QStringList words;
    for (const std::string_view name : namesOf(quality.unusual))
        words += QString::fromUtf8(name.data(), qsizetype(name.size()));
    return words.join(QLatin1Char(' '));
}

} // namespace

/// What width is usual, what is unusual about a quote, and how liquid a contract is.
class TestMarketQuality : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theUsualIsKnownAfterAFewWidths()
    {
        SpreadStatistics spreads;
        QVERIFY(!spreads.typicalWidth());
        for (int i = 0; i < 7; ++i)
            spreads.see(quoteOf(198, 202), start + i * 1s);
        QVERIFY(std::abs(*spreads.typicalWidth() - 0.04) < 1e-6);
    }

    // A market that goes to a dollar and back for one second in fifty is still four cents wide, as is one
    // whose quotes cross, lock or lose a side in between. A plain mean would say six.
    void outliersDoNotMoveTheUsual_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("a dollar wide") << 0;
        QTest::newRow("crossed") << 1;
        QTest::newRow("locked") << 2;
        QTest::newRow("without an ask") << 3;
        QTest::newRow("without a size") << 4;
        QTest::newRow("a thousand flickers in a second") << 5;
    }

    void outliersDoNotMoveTheUsual()
    {
        QFETCH(int, kind);
        Told told;
        const double before = told.typical();
        QVERIFY(std::abs(before - 0.04) < 0.003);
        Quote odd = quoteOf(150, 250);
        if (kind == 1)
            odd = quoteOf(205, 200);
        if (kind == 2)
            odd = quoteOf(200, 200);
        if (kind == 3)
            odd.ask.reset();
        if (kind == 4)
            odd = quoteOf(150, 250, 0);
        for (int i = 0; i < 300; ++i) {
            if (kind == 5 && i % 50 == 0) {
                for (int flicker = 0; flicker < 1000; ++flicker)
                    told.tell(flicker % 2 ? quoteOf(198, 202) : quoteOf(150, 250), 1ms);
            } else {
                told.tell(i % 50 == 0 ? odd : quoteOf(198, 201 + i % 3), 1s);
            }
        }
        QVERIFY2(std::abs(told.typical() - before) < 0.004, qPrintable(QString::number(told.typical())));
    }

    // What stays is the new usual, within a quarter of an hour.
    void aMarketThatStaysWideBecomesTheUsual()
    {
        Told told;
        for (int i = 0; i < 900; ++i)
            told.tell(quoteOf(190, 210), 1s);
        QVERIFY2(std::abs(told.typical() - 0.20) < 0.02, qPrintable(QString::number(told.typical())));
        QVERIFY(!told.quality().unusual.isWidened);
    }

    void whatIsUnusualIsNamed()
    {
        Told told;
        QCOMPARE(wordsOf(told.quality()), QString());
        told.tell(quoteOf(180, 220), 1s);
        QCOMPARE(wordsOf(told.quality()), QStringLiteral("widened"));
        told.tell(quoteOf(198, 205), 1s); // wider than usual, and not by much
        QCOMPARE(wordsOf(told.quality()), QString());
        told.tell(quoteOf(202, 200), 1s);
        QCOMPARE(wordsOf(told.quality()), QStringLiteral("crossed"));
        told.tell(quoteOf(200, 200), 1s);
        QCOMPARE(wordsOf(told.quality()), QStringLiteral("locked"));
        told.tell(quoteOf(198, 202, 0), 1s);
        QCOMPARE(wordsOf(told.quality()), QStringLiteral("gap"));
        told.tell(quoteOf(198, 202), 1s);
        QCOMPARE(wordsOf(told.quality()), QString());
        QCOMPARE(wordsOf(told.quality(20s)), QStringLiteral("stale"));
        for (int i = 0; i < 200; ++i)
            told.tell(quoteOf(198, 202), 10ms);
        QCOMPARE(wordsOf(told.quality()), QStringLiteral("burst"));
        QCOMPARE(wordsOf(told.quality(14s)), QString());
    }

    void aNewContractIsNotUnusual()
    {
        Told told(3);
        for (int i = 0; i < 50; ++i)
            told.tell(quoteOf(180, 260), 100ms); // an opening: wide and busy, and nothing to compare it with
        QVERIFY(!told.quality().unusual.isBurst);
        SpreadStatistics nothing;
        QVERIFY(!marketQuality({}, qualityOf({}), nothing, TickTable::penny(), start).unusual.isAny());
    }

    void theScoreIsThatOfAnOption_data()
    {
        QTest::addColumn<int>("bid");
        QTest::addColumn<int>("ask");
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("lowest");
        QTest::addColumn<int>("highest");
        QTest::newRow("one tick, deep") << 200 << 201 << 500 << 95 << 100;
        QTest::newRow("one tick on a cheap option is as narrow as it gets") << 5 << 6 << 500 << 95 << 100;
        QTest::newRow("five cents on a dollar are fair") << 98 << 103 << 20 << 50 << 75;
        QTest::newRow("ten cents on twenty are not") << 15 << 25 << 20 << 10 << 35;
        QTest::newRow("a dollar wide") << 100 << 200 << 1 << 0 << 5;
        QTest::newRow("crossed") << 205 << 200 << 500 << 0 << 0;
        QTest::newRow("locked") << 200 << 200 << 500 << 0 << 50;
        QTest::newRow("nobody stands behind it") << 200 << 201 << 0 << 0 << 0;
        QTest::newRow("a bid of nothing") << 0 << 5 << 100 << 0 << 60;
    }

    void theScoreIsThatOfAnOption()
    {
        QFETCH(int, bid);
        QFETCH(int, ask);
        QFETCH(int, size);
        QFETCH(int, lowest);
        QFETCH(int, highest);
        const Quote quote = quoteOf(bid, ask, size);
        const auto score = marketQuality(quote, qualityOf(quote), {}, TickTable::penny(), start).liquidity;
        QVERIFY(score);
        QVERIFY2(*score >= lowest && *score <= highest, qPrintable(QString::number(*score)));
    }

    void whatIsNotKnownHasNoScore()
    {
        QVERIFY(!marketQuality({}, qualityOf({}), {}, TickTable::penny(), start).liquidity);
        const Quote old = quoteOf(200, 201);
        QVERIFY(!marketQuality(old, qualityOf(old, start + 1min), {}, TickTable::penny(), start + 1min)
                     .liquidity);
        Quote noAsk = quoteOf(200, 201);
        noAsk.ask.reset();
        const MarketQuality oneSided = marketQuality(noAsk, qualityOf(noAsk), {}, TickTable::penny(), start);
        QCOMPARE(oneSided.liquidity, std::optional(0));
        QVERIFY(!oneSided.widthTicks);
    }

    void widthIsInTicksAndOfTheMid()
    {
        const Quote quote = quoteOf(390, 410);
        const MarketQuality nickel
            = marketQuality(quote, qualityOf(quote), {}, TickTable::pennyNickel(), start);
        QCOMPARE(*nickel.widthTicks, 4.0);
        QCOMPARE(*nickel.widthOfMid, 0.05);
    }

    // Laws: wider never scores better, a larger size never worse, and all stay within 0 and 100.
    void theScoreIsMonotone()
    {
        Random random(7);
        for (int i = 0; i < 2'000; ++i) {
            const int bid = random.between(1, 900);
            const int width = random.between(1, 60);
            const int size = random.between(1, 300);
            const auto score = [&](int wide, int deep) {
                const Quote quote = quoteOf(bid, bid + wide, deep);
                return *marketQuality(quote, qualityOf(quote), {}, TickTable::penny(), start).liquidity;
            };
            const int here = score(width, size);
            QVERIFY(here >= 0 && here <= 100);
            QVERIFY2(score(width + random.between(1, 40), size) <= here,
                     qPrintable(QStringLiteral("%1 %2 %3").arg(bid).arg(width).arg(size)));
            QVERIFY(score(width, size + random.between(1, 100)) >= here);
        }
    }
};

QTEST_GUILESS_MAIN(TestMarketQuality)
#include "tst_MarketQuality.moc"
