// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/Random.h"
#include "core/venue/VenueCodec.h"
#include "tests/venue/ScriptedMarket.h"

#include <QJsonDocument>
#include <QTest>

#include <map>
#include <set>

namespace {

using namespace strikedesk;

const std::vector<std::string> series {"NWSA  130720C00014000", "NWSA  130720C00015000",
                                       "NWSA  130720P00014000", "NWSA  130720P00015000",
                                       "NWSA  130628C00015000"};

// A busy random day: quotes that move, sides that go missing, prints.
std::unique_ptr<ScriptedMarket> randomDay(std::uint64_t seed)
{
    auto market = std::make_unique<ScriptedMarket>();
    for (const std::string& symbol : series)
        market->addOption(symbol);
    market->addStock("NWSA");
    market->startAt(at(9, 30));
    Random random(seed);
    for (int second = 0; second < 6 * 3600; second += random.between(5, 60)) {
        const Instant when = at(9, 31, second, random.between(0, 999));
        const std::string& symbol = series[std::size_t(random.between(0, int(series.size()) - 1))];
        const int bid = random.between(1, 40) * 5;
        const int spread = random.between(-1, 6) * 5; // crossed and locked now and then
        const int what = random.between(0, 9);
        if (what < 6)
            market->quote(when, symbol, bid, bid + spread, random.between(0, 20), random.between(0, 20));
        else if (what == 6)
            market->bid(when, symbol, bid, random.between(0, 20));
        else if (what == 7)
            market->ask(when, symbol, bid + 5, random.between(0, 20));
        else if (what == 8)
            market->print(when, symbol, bid + 5, random.between(1, 9));
        else
            market->quote(when, "NWSA", 1'400 + bid, 1'402 + bid, 500, 500);
    }
    market->print(at(16, 0), "NWSA", 1'512, 100);
    return market;
}

VenueCommand randomCommand(Random& random, std::vector<std::string>& ids)
{
    const std::string id = "C" + std::to_string(ids.size());
    const int what = random.between(0, 9);
    const auto anyId = [&] { return ids[std::size_t(random.between(0, int(ids.size()) - 1))]; };
    if (what == 8 && !ids.empty())
        return CancelAtVenue {ClientOrderId(anyId())};
    if (what == 9 && !ids.empty()) {
        const ReplaceAtVenue replace {ClientOrderId(anyId()), ClientOrderId(id),
                                      Quantity(random.between(1, 20)),
                                      Price::ofCents(random.between(1, 40) * 5)};
        ids.push_back(id);
        return replace;
    }
    SubmitToVenue submit;
    submit.clientOrderId = ClientOrderId(id);
    ids.push_back(id);
    const int first = random.between(0, 4);
    const auto side = [&] { return random.between(0, 1) == 0 ? Side::Buy : Side::Sell; };
    submit.legs.push_back({series[std::size_t(first)], side(), random.between(1, 2), PositionEffect::Open});
    if (random.between(0, 1) == 0)
        submit.legs.push_back({series[std::size_t(first + 1) % series.size()], side(), random.between(1, 3),
                               PositionEffect::Open});
    else if (random.between(0, 5) == 0)
        submit.legs.push_back({"NWSA", side(), 100, PositionEffect::Open});
    submit.quantity = Quantity(random.between(1, 12));
    const int kind = random.between(0, 11);
    if (kind == 0 && submit.legs.size() == 1) {
        submit.kind = VenueOrderKind::Stop;
        submit.stop = Price::ofCents(random.between(1, 40) * 5);
    } else if (kind == 1) {
        submit.kind = VenueOrderKind::Market;
    } else {
        submit.limit = Price::ofCents(random.between(submit.legs.size() == 1 ? 1 : -40, 60) * 5);
    }
    submit.timeInForce = random.between(0, 3) == 0 ? TimeInForce::ImmediateOrCancel : TimeInForce::Day;
    return submit;
}

/// A whole random day of trading; the times at which orders were sent come along.
struct TradedDay
{
    explicit TradedDay(std::uint64_t seed)
        : desk(randomDay(seed), optionsFor(seed))
    {
        Random random(seed, 99);
        std::vector<std::string> ids;
        for (int minute = 0; minute < 380; minute += random.between(1, 4)) {
            const Instant now = at(9, 31 + minute, random.between(0, 59));
            desk.advance(now);
            const std::size_t before = ids.size();
            const VenueCommand command = randomCommand(random, ids);
            desk.send(command);
            if (ids.size() > before)
                sentAt[ids.back()] = now;
        }
        desk.advance(at(18, 0));
    }

    static ExchangeOptions optionsFor(std::uint64_t seed)
    {
        ExchangeOptions options;
        options.fills = FillModel(seed % 3);
        options.seed = seed;
        return options;
    }

    ExchangeDesk desk;
    std::map<std::string, Instant> sentAt;
};

QByteArray bytesOf(const std::vector<VenueEvent>& events)
{
    QByteArray bytes;
    for (const VenueEvent& event : events)
        bytes += QJsonDocument(venuecodec::toJson(event)).toJson(QJsonDocument::Compact);
    return bytes;
}

} // namespace

/// What holds on any day, whatever is sent: random markets and random commands, each row one seed.
class TestExchangeLaws : public QObject
{
    Q_OBJECT

    static void addSeeds()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 12; ++seed)
            QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
    }

private Q_SLOTS:
    void cashIsConserved_data() { addSeeds(); }
    void cashIsConserved()
    {
        QFETCH(quint64, seed);
        const TradedDay day(seed);
        Money cash = Money::ofWhole(100'000);
        Money fees;
        std::map<std::string, std::int64_t> positions;
        for (const VenueEvent& event : day.desk.events()) {
            if (const auto* fill = std::get_if<VenueFill>(&event.body)) {
                for (const LegFill& leg : fill->legs) {
                    const Multiplier multiplier(leg.symbol == "NWSA" ? 1 : 100);
                    cash -= value(leg.price, Quantity(leg.quantity.count() * signOf(leg.side)), multiplier);
                    cash -= leg.fee;
                    fees += leg.fee;
                    positions[leg.symbol] += leg.quantity.count() * signOf(leg.side);
                }
            } else if (const auto* settled = std::get_if<VenueSettled>(&event.body)) {
                cash += settled->cash;
                positions[settled->symbol] -= settled->quantity.count();
                positions[settled->stockSymbol] += settled->stock.count();
            }
        }
        QVERIFY2(day.desk.fills().size() > 5, "the day trades");
        const VenueListing listing = const_cast<TradedDay&>(day).desk.exchange().listing();
        QVERIFY(listing.cash == cash);
        QVERIFY(listing.fees == fees);
        std::erase_if(positions, [](const auto& row) { return row.second == 0; });
        QCOMPARE(listing.positions.size(), positions.size());
        for (const VenuePositionRow& row : listing.positions)
            QCOMPARE(row.quantity.count(), positions[row.symbol]);
        QVERIFY(!positions.contains("NWSA  130628C00015000")); // It has expired.
    }

    void nothingTradesBeforeItsTime_data() { addSeeds(); }
    void nothingTradesBeforeItsTime()
    {
        QFETCH(quint64, seed);
        const TradedDay day(seed);
        for (const VenueEvent& event : day.desk.events()) {
            if (const auto* fill = std::get_if<VenueFill>(&event.body)) {
                const Instant sent = day.sentAt.at(fill->clientOrderId.text());
                QVERIFY(event.at > sent + std::chrono::milliseconds {250});
                QVERIFY(event.at <= at(16, 0));
            }
        }
    }

    void fillsAreWholeAndAddUp_data() { addSeeds(); }
    void fillsAreWholeAndAddUp()
    {
        QFETCH(quint64, seed);
        TradedDay day(seed);
        std::map<std::string, std::int64_t> filled;
        std::set<std::string> executions;
        for (const VenueFill& fill : day.desk.fills()) {
            QVERIFY(fill.quantity.isPositive());
            QVERIFY2(executions.insert(fill.executionId.text()).second, "an execution id comes once");
            Money net;
            for (const LegFill& leg : fill.legs) {
                QCOMPARE(leg.quantity.count() % fill.quantity.count(), std::int64_t(0));
                QVERIFY(!leg.price.isNegative());
                QVERIFY(!leg.fee.isNegative());
                net += value(leg.price, Quantity(leg.quantity.count() * signOf(leg.side)),
                             Multiplier(leg.symbol == "NWSA" ? 1 : 100));
            }
            if (fill.legs.size() > 1)
                QVERIFY(net == value(fill.price, fill.quantity, Multiplier(100)));
        }
        for (const VenueOrderRow& row : day.desk.exchange().listing().orders) {
            QVERIFY(row.filled <= row.quantity || row.state == "rejected");
            QVERIFY(row.state != "working"); // All were day orders.
            QCOMPARE(row.state == "filled", row.filled == row.quantity && row.filled.isPositive());
        }
    }

    /// Between two words of the market on one side, no more of it trades than was displayed.
    void displayedSizeIsNeverExceeded_data() { addSeeds(); }
    void displayedSizeIsNeverExceeded()
    {
        QFETCH(quint64, seed);
        const TradedDay day(seed);
        auto market = randomDay(seed);
        market->finish();
        std::vector<MarketEvent> said;
        market->read(at(18, 0), said);
        std::map<std::pair<std::string, Side>, std::int64_t> left;
        std::map<std::string, std::int64_t> printed;
        std::size_t next = 0;
        for (const VenueEvent& event : day.desk.events()) {
            const auto* fill = std::get_if<VenueFill>(&event.body);
            if (!fill)
                continue;
            for (; next < said.size() && said[next].at <= event.at; ++next) {
                if (next > 0 && said[next].at != said[next - 1].at)
                    printed.clear();
                if (const auto* quote = std::get_if<QuoteUpdate>(&said[next].body)) {
                    const std::string& symbol = market->catalogue()->at(quote->instrument).symbol;
                    if (quote->ask)
                        left[{symbol, Side::Buy}] = quote->ask->size;
                    if (quote->bid)
                        left[{symbol, Side::Sell}] = quote->bid->size;
                } else if (const auto* print = std::get_if<TradePrint>(&said[next].body)) {
                    printed[market->catalogue()->at(print->instrument).symbol] += print->quantity;
                }
            }
            // A print is gone with its instant, a display stays: what can have come from a print did, or the
            // display would seem to be used up by what it never gave.
            for (const LegFill& leg : fill->legs) {
                std::int64_t& displayed = left[{leg.symbol, leg.side}];
                std::int64_t& claimed = printed[leg.symbol];
                const std::int64_t fromPrint = std::min(claimed, leg.quantity.count());
                claimed -= fromPrint;
                displayed -= leg.quantity.count() - fromPrint;
                QVERIFY2(displayed >= 0, "more traded than was displayed or printed");
            }
        }
    }

    void theSameDayTwiceIsTheSame_data() { addSeeds(); }
    void theSameDayTwiceIsTheSame()
    {
        QFETCH(quint64, seed);
        const TradedDay once(seed);
        const TradedDay again(seed);
        QCOMPARE(bytesOf(once.desk.events()), bytesOf(again.desk.events()));
    }

    /// How often one asks must not change what happens.
    void thePaceOfQuestionsDoesNotMatter_data() { addSeeds(); }
    void thePaceOfQuestionsDoesNotMatter()
    {
        QFETCH(quint64, seed);
        const auto run = [seed](int step) {
            ExchangeDesk desk(randomDay(seed), TradedDay::optionsFor(seed));
            Random random(seed, 5);
            std::vector<std::string> ids;
            for (int second = 0; second < 6 * 3600; second += step) {
                desk.advance(at(9, 40, second));
                if (second % 600 == 0)
                    desk.send(randomCommand(random, ids));
            }
            desk.advance(at(18, 0));
            return bytesOf(desk.events());
        };
        QCOMPARE(run(600), run(60));
    }
};

QTEST_GUILESS_MAIN(TestExchangeLaws)
#include "tst_ExchangeLaws.moc"
