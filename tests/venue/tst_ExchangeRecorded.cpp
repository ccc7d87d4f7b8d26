// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/OsiSymbol.h"
#include "core/instruments/TradingCalendar.h"
#include "core/util/Random.h"
#include "core/venue/InProcessVenue.h"
#include "core/venue/VenueFactory.h"
#include "core/venue/exchange/CorporateAction.h"

#include <QFileInfo>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>

namespace {

using namespace strikedesk;

struct DayOfTrading
{
    std::vector<VenueEvent> events;
    VenueListing listing;
};

// A whole recorded day of random verticals and single orders in the series that are quoted, walked up a tick
// every minute.
DayOfTrading tradeDay(const MarketChoice& market, FillModel model)
{
    VenueChoice choice;
    choice.market = market;
    choice.exchange.fills = model;
    const auto venue = openVenue(choice).value();
    const auto source = openMarket(market).value();
    const auto catalogue = source->catalogue();
    const std::vector<InstrumentId> options = catalogue->optionsOf(catalogue->underlyings().front());
    const Instant open = newYorkTime(market.date, std::chrono::hours {9} + std::chrono::minutes {30});
    DayOfTrading day;
    static_cast<void>(venue->connect(1).value());
    Random random(20);
    const auto advance = [&](Instant instant) {
        const auto heard = venue->advanceTo(instant, day.events.size()).value();
        day.events.insert(day.events.end(), heard.begin(), heard.end());
    };
    for (int minute = 5; minute < 380; minute += 2) {
        advance(open + std::chrono::minutes {minute});
        SubmitToVenue submit;
        submit.clientOrderId = ClientOrderId("C" + std::to_string(minute));
        const std::size_t row = std::size_t(random.between(0, int(options.size()) - 3));
        submit.legs = {{catalogue->at(options[row]).symbol, Side::Buy, 1, PositionEffect::Open}};
        if (minute % 4 == 1)
            submit.legs.push_back(
                {catalogue->at(options[row + 2]).symbol, Side::Sell, 1, PositionEffect::Open});
        submit.quantity = Quantity(random.between(1, 5));
        submit.limit = Price::ofCents(random.between(submit.legs.size() == 1 ? 1 : -20, 60) * 5);
        if (!venue->send(submit))
            qFatal("The exchange refused to take a command.");
    }
    advance(open + std::chrono::hours {12});
    day.listing = venue->listing().value();
    return day;
}

} // namespace

/// Real days: what the scripted markets of the other tests cannot think of.
class TestExchangeRecorded : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecordedDayAddsUp_data()
    {
        QTest::addColumn<QString>("underlying");
        QTest::addColumn<QString>("date");
        QTest::addColumn<int>("model");
        for (int model = 0; model < 3; ++model) {
            QTest::addRow("nwsa, model %d", model) << "nwsa"
                                                   << "2013-06-28" << model;
            QTest::addRow("goog, model %d", model) << "goog"
                                                   << "2015-12-23" << model;
            QTest::addRow("spxw, model %d", model) << "spxw"
                                                   << "2021-01-06" << model;
        }
    }

    void aRecordedDayAddsUp()
    {
        QFETCH(QString, underlying);
        QFETCH(QString, date);
        QFETCH(int, model);
        const QString data = QStringLiteral(STRIKEDESK_SHARED_DATA "/lean/Data");
        if (!QFileInfo::exists(data))
            QSKIP("shared/data is absent");
        MarketChoice market;
        market.kind = MarketChoice::Kind::Recorded;
        market.directory = data.toStdString();
        market.underlying = underlying.toStdString();
        market.date = parseDate(date.toStdString()).value();
        const DayOfTrading day = tradeDay(market, FillModel(model));

        Money cash = Money::ofWhole(100'000);
        std::map<std::string, std::int64_t> positions;
        std::set<std::string> models;
        for (const VenueEvent& event : day.events) {
            if (const auto* fill = std::get_if<VenueFill>(&event.body)) {
                models.insert(fill->fillModel);
                for (const LegFill& leg : fill->legs) {
                    const Quantity units(leg.quantity.count() * signOf(leg.side));
                    cash -= value(leg.price, units, Multiplier(100)) + leg.fee;
                    positions[leg.symbol] += units.count();
                }
            } else if (const auto* settled = std::get_if<VenueSettled>(&event.body)) {
                cash += settled->cash;
                positions[settled->symbol] -= settled->quantity.count();
                positions[settled->stockSymbol] += settled->stock.count();
            }
        }
        QCOMPARE(models, std::set<std::string> {std::string(nameOf(FillModel(model)))});
        QCOMPARE(day.listing.cash.text(), cash.text());
        std::erase_if(positions, [](const auto& row) { return row.second == 0; });
        QCOMPARE(day.listing.positions.size(), positions.size());
        for (const VenueOrderRow& row : day.listing.orders)
            QVERIFY(row.state != "working");
        for (const VenuePositionRow& row : day.listing.positions)
            QVERIFY2(!row.symbol.starts_with("SPXW  210106"), "what expired today is settled");
    }

    /// Goal: the names that a split gives to series are those that were really listed. Method: Apple's split
    /// of 2014; a recording holds the series of its days, so that what it misses was not quoted, but what it
    /// has a cent beside would be a wrong rule.
    void aRealSplitNamesTheSeriesThatWereListed()
    {
        const QString data = QStringLiteral(STRIKEDESK_SHARED_DATA "/lean/Data");
        if (!QFileInfo::exists(data))
            QSKIP("shared/data is absent");
        MarketChoice choice;
        choice.kind = MarketChoice::Kind::Recorded;
        choice.directory = data.toStdString();
        choice.underlying = "aapl";
        choice.date = std::chrono::year {2014} / 6 / 6;
        const auto before = openMarket(choice).value();
        choice.date = std::chrono::year {2014} / 6 / 9;
        const auto after = openMarket(choice).value();
        const auto splits = before->splits("AAPL", std::chrono::year {2014} / 6 / 6);
        QCOMPARE(splits.size(), std::size_t(1));
        int found = 0;
        for (const InstrumentId id : before->catalogue()->optionsOf("AAPL")) {
            const OptionContract& contract = *before->catalogue()->at(id).option;
            const OsiSymbol series = *parseSymbol(splitOf(contract, splits.front()).symbol);
            found += after->catalogue()->find(series.padded()) ? 1 : 0;
            for (const int cents : {-1, 1}) {
                OsiSymbol beside = series;
                beside.strike += Price::ofCents(cents);
                QVERIFY2(!after->catalogue()->find(beside.padded()), beside.padded().c_str());
            }
        }
        QVERIFY2(found >= 500, std::to_string(found).c_str());
    }

    /// A more generous model never trades less on the same day with the same orders.
    void modelsAreInOrder()
    {
        const QString data = QStringLiteral(STRIKEDESK_SHARED_DATA "/lean/Data");
        if (!QFileInfo::exists(data))
            QSKIP("shared/data is absent");
        MarketChoice market;
        market.kind = MarketChoice::Kind::Recorded;
        market.directory = data.toStdString();
        market.underlying = "goog";
        market.date = std::chrono::year {2015} / 12 / 23;
        std::vector<std::size_t> filledOrders;
        for (int model = 0; model < 3; ++model) {
            const DayOfTrading day = tradeDay(market, FillModel(model));
            filledOrders.push_back(std::size_t(std::ranges::count_if(
                day.listing.orders, [](const VenueOrderRow& row) { return row.filled.isPositive(); })));
        }
        QVERIFY(filledOrders[0] > 0);
        QVERIFY(filledOrders[0] <= filledOrders[1]);
        QVERIFY(filledOrders[1] <= filledOrders[2]);
    }
};

QTEST_GUILESS_MAIN(TestExchangeRecorded)
#include "tst_ExchangeRecorded.moc"
