// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/LedgerFile.h"
#include "core/venue/VenueCodec.h"
#include "tests/venue/ScriptedMarket.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace {

using namespace strikedesk;

const std::string ledgerCall = "NWSA  130628C00015000"; // expires on the test's day

std::unique_ptr<ScriptedMarket> steadyDay()
{
    auto market = std::make_unique<ScriptedMarket>();
    market->addOption(ledgerCall);
    market->addStock("NWSA");
    market->startAt(at(9, 30));
    for (int minute = 31; minute < 55; ++minute)
        market->quote(at(9, minute), ledgerCall, 100, 120, 2, 2);
    market->print(at(16, 0), "NWSA", 1'600, 1);
    market->finish();
    return market;
}

std::shared_ptr<ExchangeBook> freshExchange(std::uint64_t seed = 1)
{
    ExchangeOptions options;
    options.seed = seed;
    return std::make_shared<ExchangeBook>(steadyDay(), options);
}

/// A Friday, and a Monday with a split: shares, a series and an open order are over the night.
std::shared_ptr<ExchangeBook> exchangeOfTwoDays()
{
    const std::string july = "NWSA  130720C00015000";
    auto market = std::make_unique<ScriptedMarket>();
    market->addOption(july);
    market->addStock("NWSA");
    market->startAt(at(9, 30));
    for (int minute = 31; minute < 35; ++minute)
        market->quote(at(9, minute), july, 195, 205).quote(at(9, minute), "NWSA", 1'699, 1'701, 500, 500);
    market->split(std::chrono::year {2013} / 7 / 1, 2);
    market->finish();
    return std::make_shared<ExchangeBook>(std::move(market), ExchangeOptions());
}

void tradeOverNight(ExchangeBook& exchange)
{
    static_cast<void>(exchange.connect(3).value());
    static_cast<void>(exchange.advanceTo(3, at(9, 31), 0).value());
    SubmitToVenue order;
    order.quantity = Quantity(3);
    order.timeInForce = TimeInForce::GoodTillCancelled;
    int number = 0;
    for (const auto& [symbol, cents] :
         {std::pair {"NWSA  130720C00015000", 205}, {"NWSA", 1'701}, {"NWSA", 1'600}}) {
        order.clientOrderId = ClientOrderId(std::to_string(++number));
        order.legs = {{symbol, Side::Buy, 1, PositionEffect::Open}};
        order.limit = Price::ofCents(cents);
        if (!exchange.take(3, order))
            qFatal("The exchange refused a command of the test.");
    }
    static_cast<void>(exchange.advanceTo(3, at(24 * 3 + 7, 0), 0).value());
}

VenueCommand buyOrder(const char* id, std::int64_t quantity, std::int64_t cents)
{
    SubmitToVenue submit;
    submit.clientOrderId = ClientOrderId(id);
    submit.legs = {{ledgerCall, Side::Buy, 1, PositionEffect::Open}};
    submit.quantity = Quantity(quantity);
    submit.limit = Price::ofCents(cents);
    return submit;
}

QByteArray stateOf(const ExchangeBook& exchange)
{
    QByteArray state = QJsonDocument(venuecodec::toJson(exchange.listing())).toJson();
    for (const VenueEvent& event : exchange.events())
        state += QJsonDocument(venuecodec::toJson(event)).toJson();
    return state;
}

} // namespace

class TestLedgerFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] QString fileName() const
    {
        return m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()));
    }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(fileName());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void setContent(const QByteArray& bytes) const
    {
        QFile file(fileName());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
    }
    // Trades until some events have happened and one order still works.
    std::shared_ptr<ExchangeBook> trade() const
    {
        auto exchange = freshExchange();
        auto ledger = LedgerFile::open(fileName().toStdString(), exchange);
        static_cast<void>(exchange->connect(3).value());
        static_cast<void>(exchange->advanceTo(3, at(9, 40), 0).value());
        if (!exchange->take(3, buyOrder("A", 5, 120)) || !exchange->take(3, buyOrder("B", 1, 50)))
            qFatal("The exchange refused a command of the test.");
        static_cast<void>(exchange->advanceTo(3, at(9, 45), 0).value());
        static_cast<void>(exchange->connect(4).value());
        if (!exchange->take(4, CancelAtVenue {ClientOrderId("X")}))
            qFatal("The exchange refused a command of the test.");
        static_cast<void>(exchange->advanceTo(4, at(9, 46), 0).value());
        const auto fill = std::ranges::find_if(exchange->events(), [](const VenueEvent& event) {
            return std::holds_alternative<VenueFill>(event.body);
        });
        if (fill == exchange->events().end()
            || !exchange->rule({std::get<VenueFill>(fill->body).executionId, Price::ofCents(115), "late"}))
            qFatal("The exchange refused a ruling of the test.");
        return exchange;
    }

private Q_SLOTS:
    void everyEventIsALineWithTheCashAfterIt()
    {
        const auto exchange = trade();
        QList<QJsonObject> events;
        for (const QByteArray& line : content().split('\n')) {
            const QJsonObject json = QJsonDocument::fromJson(line).object();
            if (json.contains(QLatin1String("event")))
                events.append(json);
        }
        QCOMPARE(std::size_t(events.size()), exchange->events().size());
        for (qsizetype index = 0; index < events.size(); ++index)
            QCOMPARE(events[index].value(QLatin1String("event")).toObject(),
                     venuecodec::toJson(exchange->events()[std::size_t(index)]));
        QCOMPARE(events.last().value(QLatin1String("cash")).toString().toStdString(),
                 exchange->listing().cash.text());
        QVERIFY(exchange->ledger().cash() < Money::ofWhole(100'000).units());
    }

    void anExchangeFindsItselfAgain()
    {
        const auto before = trade();
        auto after = freshExchange();
        auto ledger = LedgerFile::resume(fileName().toStdString(), after);
        QVERIFY2(ledger, ledger ? "" : ledger.error().message.c_str());
        QCOMPARE(after->events().size(), before->events().size());
        // It goes on as if nothing had happened: a newer session, the rest of the day, the settlement.
        static_cast<void>(after->connect(5).value());
        static_cast<void>(before->connect(5).value());
        static_cast<void>(after->advanceTo(5, at(17, 0), 0).value());
        static_cast<void>(before->advanceTo(5, at(17, 0), 0).value());
        QCOMPARE(stateOf(*after), stateOf(*before));
        const auto older = freshExchange();
        QVERIFY(LedgerFile::resume(fileName().toStdString(), older));
        QVERIFY(!older->connect(5)); // Who was here is remembered as well.
    }

    /// Goal: killed at any byte of writing, the exchange comes back, and each command either happened or did
    /// not. Method: cut the file everywhere, resume, and compare with the story up to there.
    void aLedgerCutAnywhereResumes()
    {
        const auto whole = trade();
        const QByteArray bytes = content();
        for (qsizetype cut = 0; cut < bytes.size(); cut += 37) {
            setContent(bytes.left(cut));
            auto exchange = freshExchange();
            const auto ledger = LedgerFile::resume(fileName().toStdString(), exchange);
            QVERIFY2(ledger, ledger ? "" : ledger.error().message.c_str());
            QVERIFY(exchange->events().size() <= whole->events().size());
            for (std::size_t index = 0; index < exchange->events().size(); ++index)
                QCOMPARE(venuecodec::toJson(exchange->events()[index]),
                         venuecodec::toJson(whole->events()[index]));
            QVERIFY(content().endsWith('\n'));
            const auto again = freshExchange();
            QVERIFY(LedgerFile::resume(fileName().toStdString(), again)); // what was resumed can be resumed
            QCOMPARE(stateOf(*again), stateOf(*exchange));
        }
    }

    /// Goal: an exchange that was killed among the events of the overnight file tells the rest of them.
    void aNightCutAnywhereIsToldTheSame()
    {
        const auto whole = exchangeOfTwoDays();
        {
            const auto ledger = LedgerFile::open(fileName().toStdString(), whole);
            tradeOverNight(*whole);
        }
        const auto adjusted = std::ranges::count_if(whole->events(), [](const VenueEvent& event) {
            return std::holds_alternative<VenueAdjusted>(event.body);
        });
        QCOMPARE(adjusted, std::ptrdiff_t(2));
        const QByteArray bytes = content();
        const qsizetype night = bytes.indexOf("cancelled");
        QVERIFY(night > 0);
        for (qsizetype cut = night; cut <= bytes.size(); cut += 29) {
            setContent(bytes.left(cut));
            const auto exchange = exchangeOfTwoDays();
            const auto ledger = LedgerFile::resume(fileName().toStdString(), exchange);
            QVERIFY2(ledger, ledger ? "" : ledger.error().message.c_str());
            exchange->restoreTo(whole->now());
            QCOMPARE(stateOf(*exchange), stateOf(*whole));
        }
    }

    void anotherRunIsRefused()
    {
        trade();
        const auto ledger = LedgerFile::resume(fileName().toStdString(), freshExchange(2));
        QVERIFY(!ledger);
        QCOMPARE(ledger.error().code, std::string("venue.ledger_other_run"));
    }

    void aChangedEventIsAMismatch()
    {
        trade();
        setContent(content().replace("1.2000", "1.2100"));
        const auto ledger = LedgerFile::resume(fileName().toStdString(), freshExchange());
        QVERIFY(!ledger);
        QCOMPARE(ledger.error().code, std::string("venue.ledger_mismatch"));
    }

    void aBrokenLineIsNamed()
    {
        trade();
        setContent(content().replace("\"command\":{", "\"command\":["));
        const auto ledger = LedgerFile::resume(fileName().toStdString(), freshExchange());
        QVERIFY(!ledger);
        QCOMPARE(ledger.error().code, std::string("venue.ledger_broken"));
    }

    void aFolderIsNoLedger()
    {
        const auto ledger = LedgerFile::open(m_folder.path().toStdString(), freshExchange());
        QVERIFY(!ledger);
        QCOMPARE(ledger.error().code, std::string("venue.ledger"));
    }
};

QTEST_GUILESS_MAIN(TestLedgerFile)
#include "tst_LedgerFile.moc"
