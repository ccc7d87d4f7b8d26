// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/Random.h"
#include "core/venue/StrictJson.h"
#include "core/venue/VenueCodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace {

using namespace strikedesk;
using venuecodec::commandFrom;
using venuecodec::eventFrom;
using venuecodec::listingFrom;
using venuecodec::toJson;

const Instant noon {std::chrono::sys_days {std::chrono::year {2013} / 6 / 28} + std::chrono::hours {16}
                    + std::chrono::microseconds {250'001}};

VenueCommand packageToSubmit()
{
    SubmitToVenue submit;
    submit.clientOrderId = ClientOrderId("C1-000001-A");
    submit.legs = {{"NWSA  130720C00015000", Side::Buy, 1, PositionEffect::Open},
                   {"NWSA  130720C00016000", Side::Sell, 2, PositionEffect::Close}};
    submit.quantity = Quantity(3);
    submit.kind = VenueOrderKind::StopLimit;
    submit.limit = Price::ofUnits(-12'345);
    submit.stop = Price::ofCents(5);
    submit.timeInForce = TimeInForce::GoodTillDate;
    submit.goodTill = Date {std::chrono::year {2013} / 7 / 3};
    return submit;
}

std::vector<VenueCommand> everyCommand()
{
    SubmitToVenue market;
    market.clientOrderId = ClientOrderId("C1-000002-B");
    market.legs = {{"SPY", Side::Sell, 100, PositionEffect::Open}};
    market.quantity = Quantity(1);
    market.kind = VenueOrderKind::Market;
    return {packageToSubmit(), market,
            ReplaceAtVenue {ClientOrderId("A"), ClientOrderId("B"), Quantity(5), Price::ofCents(-7)},
            CancelAtVenue {ClientOrderId("C")}};
}

std::vector<VenueEvent> everyEvent()
{
    const ClientOrderId one("O1");
    const ClientOrderId two("O2");
    const VenueOrderId venue("V1");
    VenueFill fill;
    fill.executionId = ExecutionId("E1");
    fill.clientOrderId = one;
    fill.quantity = Quantity(2);
    fill.price = Price::ofUnits(-1);
    fill.legs
        = {{"SPXW  210106P03700000", Side::Sell, Quantity(2), Price::ofCents(125), Money::ofCents(130)}};
    fill.fillModel = "calibrated";
    fill.isComplete = true;
    VenueSettled settled;
    settled.executionId = ExecutionId("S1");
    settled.symbol = "GOOG  151224C00750000";
    settled.kind = SettlementKind::Assigned;
    settled.quantity = Quantity(-2);
    settled.cash = Money::ofWhole(150'000);
    settled.settlementPrice = Price::ofCents(75'123);
    settled.stockSymbol = "GOOG";
    settled.stock = Quantity(-200);
    VenueSettled worthless = settled;
    worthless.kind = SettlementKind::Expired;
    worthless.stockSymbol.clear();
    worthless.stock = {};
    const std::vector<VenueEventBody> bodies {
        VenueAccepted {one, venue},
        VenueRejected {one, "venue.unlisted", "No such series."},
        VenueReplaced {one, two, venue},
        VenueReplaceRejected {one, two, "venue.unknown_order", ""},
        VenueCancelled {one, Quantity(1), "asked"},
        VenueCancelRejected {one, "venue.too_late_to_cancel", "Filled."},
        VenueExpired {one, Quantity(0)},
        fill,
        settled,
        worthless,
        VenueBusted {ExecutionId("R2"), ExecutionId("E1"), one, "obviously erroneous"},
        VenueCorrected {ExecutionId("E3"), ExecutionId("E1"), two, Price::ofCents(-105), fill.legs, ""},
        VenueAdjusted {ExecutionId("A1"), "AAPL  140719C00645000", "AAPL  140719C00092140", 1, 7,
                       Quantity(-3), Quantity(-21), Money::ofUnits(-56'700), "7-for-1 split of AAPL"},
        VenueRestated {one, Price::ofCents(1'469), {}, "AAPL goes ex"}};
    std::vector<VenueEvent> events;
    for (const VenueEventBody& body : bodies)
        events.push_back({events.size() + 1, noon, body});
    return events;
}

VenueListing fullListing()
{
    VenueListing listing;
    listing.at = noon;
    listing.lastSequence = 42;
    listing.cash = Money::ofUnits(-99'999'999'123);
    listing.fees = Money::ofCents(1234);
    listing.orders
        = {{ClientOrderId("A"), VenueOrderId("1"), "working", Quantity(3), Quantity(1), Price::ofCents(-5)},
           {ClientOrderId("B"), VenueOrderId(), "rejected", Quantity(3), Quantity(0), {}}};
    listing.executions = {ExecutionId("E1"), ExecutionId("E2")};
    listing.positions = {{"SPY", Quantity(-300)}};
    return listing;
}

// Through bytes and back, as on the wire.
QJsonObject throughBytes(const QJsonObject& json)
{
    return QJsonDocument::fromJson(QJsonDocument(json).toJson(QJsonDocument::Compact)).object();
}

QByteArray bytesOf(const QJsonObject& json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace

class TestVenueCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCommandSurvivesTheWire()
    {
        for (const VenueCommand& command : everyCommand()) {
            const QJsonObject json = toJson(command);
            const auto read = commandFrom(throughBytes(json));
            QVERIFY2(read, read ? "" : read.error().message.c_str());
            QCOMPARE(read->index(), command.index());
            QCOMPARE(bytesOf(toJson(*read)), bytesOf(json));
        }
    }

    void aSubmissionKeepsEveryField()
    {
        const auto read = commandFrom(throughBytes(toJson(packageToSubmit())));
        QVERIFY(read);
        const auto expected = std::get<SubmitToVenue>(packageToSubmit());
        const auto& found = std::get<SubmitToVenue>(*read);
        QCOMPARE(found.clientOrderId, expected.clientOrderId);
        QVERIFY(found.legs == expected.legs);
        QVERIFY(found.quantity == expected.quantity);
        QVERIFY(found.kind == expected.kind);
        QVERIFY(found.limit == expected.limit);
        QVERIFY(found.stop == expected.stop);
        QVERIFY(found.timeInForce == expected.timeInForce);
        QVERIFY(found.goodTill == expected.goodTill);
    }

    void everyEventSurvivesTheWire()
    {
        for (const VenueEvent& event : everyEvent()) {
            const QJsonObject json = toJson(event);
            const auto read = eventFrom(throughBytes(json));
            QVERIFY2(read, read ? "" : read.error().message.c_str());
            QCOMPARE(read->sequence, event.sequence);
            QVERIFY(read->at == event.at); // to the microsecond
            QCOMPARE(read->body.index(), event.body.index());
            QCOMPARE(bytesOf(toJson(*read)), bytesOf(json));
        }
    }

    void aListingSurvivesTheWire()
    {
        const QJsonObject json = toJson(fullListing());
        const auto read = listingFrom(throughBytes(json));
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QVERIFY(read->cash == fullListing().cash);
        QCOMPARE(read->orders.size(), std::size_t(2));
        QVERIFY(!read->orders[1].limit);
        QCOMPARE(bytesOf(toJson(*read)), bytesOf(json));
    }

    void aProfileSurvivesTheWire()
    {
        const CapabilityProfile profile {"odd", 2, true, true, true, false};
        const auto read = venuecodec::profileFrom(throughBytes(toJson(profile)));
        QVERIFY(read);
        QCOMPARE(bytesOf(toJson(*read)), bytesOf(toJson(profile)));
    }

    /// Goal: no field is optional by accident and none is ignored. Method: leave each out, add one, and give
    /// each another type.
    void aChangedFieldIsRefused()
    {
        for (const VenueEvent& event : everyEvent()) {
            const QJsonObject whole = toJson(event);
            for (const QString& key : whole.keys()) {
                QJsonObject without = whole;
                without.remove(key);
                QVERIFY2(!eventFrom(without), qPrintable(key));
                QJsonObject wrongType = whole;
                wrongType.insert(key, QJsonArray {QJsonValue::Null});
                const auto read = eventFrom(wrongType);
                QVERIFY2(!read, qPrintable(key));
                QVERIFY(!read.error().message.empty());
            }
            QJsonObject more = whole;
            more.insert(QStringLiteral("surprise"), 1);
            QVERIFY(!eventFrom(more));
        }
    }

    void aRestatementHasWhatItChanges()
    {
        const VenueRestated both {ClientOrderId("A"), Price::ofCents(1'559), Price::ofCents(1'569), ""};
        QJsonObject json = toJson(VenueEvent {1, noon, both});
        const auto read = eventFrom(throughBytes(json));
        QVERIFY(read && std::get<VenueRestated>(read->body).limit == both.limit);
        QVERIFY(std::get<VenueRestated>(read->body).stop == both.stop);
        json.remove(QStringLiteral("limit"));
        QVERIFY(eventFrom(json));
        json.remove(QStringLiteral("stop"));
        QVERIFY(!eventFrom(json));
    }

    void hostileValuesAreRefused_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("quantity with a fraction") << "quantity" << QJsonValue(1.5);
        QTest::newRow("quantity as text") << "quantity" << QJsonValue(QStringLiteral("1"));
        QTest::newRow("quantity beyond bounds") << "quantity" << QJsonValue(qint64(1) << 40);
        QTest::newRow("quantity not finite in 64 bits") << "quantity" << QJsonValue(1e300);
        QTest::newRow("price as a number") << "price" << QJsonValue(1.25);
        QTest::newRow("price with five places") << "price" << QJsonValue(QStringLiteral("1.00001"));
        QTest::newRow("price that overflows") << "price" << QJsonValue(QStringLiteral("99999999999999.0"));
        QTest::newRow("price not a number") << "price" << QJsonValue(QStringLiteral("nan"));
        QTest::newRow("empty id") << "execution_id" << QJsonValue(QString());
        QTest::newRow("id with a line break") << "execution_id" << QJsonValue(QStringLiteral("a\nb"));
        QTest::newRow("id of 65 bytes") << "execution_id" << QJsonValue(QString(65, QLatin1Char('x')));
        QTest::newRow("flag as a number") << "is_complete" << QJsonValue(1);
        QTest::newRow("legs as an object") << "legs" << QJsonValue(QJsonObject());
        QTest::newRow("legs of nulls") << "legs" << QJsonValue(QJsonArray {QJsonValue::Null});
        QTest::newRow("sequence 0") << "sequence" << QJsonValue(0);
        QTest::newRow("sequence negative") << "sequence" << QJsonValue(-1);
        QTest::newRow("time without a zone") << "at" << QJsonValue(QStringLiteral("2013-06-28T13:31:00"));
        QTest::newRow("a day that does not exist")
            << "at" << QJsonValue(QStringLiteral("2013-02-30T13:31:00Z"));
        QTest::newRow("unknown event") << "event" << QJsonValue(QStringLiteral("Fill"));
    }

    void hostileValuesAreRefused()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QJsonObject json = toJson(everyEvent()[7]);
        QVERIFY(json.contains(field));
        json.insert(field, value);
        const auto read = eventFrom(json);
        QVERIFY(!read);
        QVERIFY(read.error().code.starts_with("input."));
    }

    /// Law: whatever bytes arrive, decoding answers a value or an error, and a value encodes again.
    void mutilatedBytesNeverCrash()
    {
        Random random(7);
        for (int round = 0; round < 4'000; ++round) {
            const auto events = everyEvent();
            QByteArray bytes
                = bytesOf(toJson(events[std::size_t(random.between(0, int(events.size()) - 1))]));
            for (int change = random.between(1, 4); change > 0; --change)
                bytes[random.between(0, int(bytes.size()) - 1)] = char(random.between(1, 255));
            const QJsonObject json = QJsonDocument::fromJson(bytes).object();
            if (const auto read = eventFrom(json))
                QVERIFY(eventFrom(toJson(*read)));
            static_cast<void>(commandFrom(json));
            static_cast<void>(listingFrom(json));
        }
    }
};

QTEST_GUILESS_MAIN(TestVenueCodec)
#include "tst_VenueCodec.moc"
