// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/CanonicalJson.h"
#include "core/engine/EventCodec.h"
#include "core/orders/OrderRequestCodec.h"
#include "core/venue/VenueCodec.h"

#include <QJsonDocument>
#include <QTest>

#include <set>
#include <utility>

using namespace strikedesk;

namespace {

OrderRequest somePutVertical()
{
    OrderRequest request;
    request.legs = {{"SPXW  260130P05000000", Side::Sell, 1, PositionEffect::Open},
                    {"SPXW  260130P04950000", Side::Buy, 1, PositionEffect::Open}};
    request.quantity = Quantity(2);
    request.type = OrderType::Limit;
    request.limit = Price::ofCents(-125);
    return request;
}

template <std::size_t... Index>
std::vector<DeskEventBody> oneOfEach(std::index_sequence<Index...>)
{
    return {DeskEventBody(std::variant_alternative_t<Index, DeskEventBody> {})...};
}

// A default value of every kind; those with a document inside get one that is valid.
std::vector<DeskEventBody> everyKind()
{
    std::vector<DeskEventBody> bodies
        = oneOfEach(std::make_index_sequence<std::variant_size_v<DeskEventBody>> {});
    for (DeskEventBody& body : bodies) {
        if (auto* denied = std::get_if<OrderDenied>(&body))
            denied->request = somePutVertical();
        if (auto* held = std::get_if<OrderHeld>(&body))
            held->request = somePutVertical();
        if (auto* intended = std::get_if<OrderIntended>(&body)) {
            intended->request = somePutVertical();
            intended->quotes = {{"SPXW  260130P05000000",
                                 Price::ofCents(240),
                                 {},
                                 7,
                                 0,
                                 Instant {} + Duration {1},
                                 {},
                                 "one_sided"}};
        }
        if (auto* reported = std::get_if<VenueReported>(&body))
            reported->event
                = {1, Instant {}, VenueAccepted {ClientOrderId("O1-000001-K-1"), VenueOrderId("V1")}};
    }
    return bodies;
}

QJsonObject treeOf(const std::string& body)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(body)).object();
}

} // namespace

class TestEventCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindReadsBackAsItWasWritten()
    {
        for (const DeskEventBody& body : everyKind()) {
            const std::string written = encodeBody(body);
            const auto read = decodeBody(kindOf(body), written);
            QVERIFY2(read, read ? "" : read.error().message.c_str());
            QCOMPARE(read->index(), body.index());
            QCOMPARE(encodeBody(*read), written);
        }
    }

    // The bytes are written without a tree: they are those that a tree would have made.
    void everyKindIsWrittenInTheOneForm()
    {
        for (const DeskEventBody& body : everyKind()) {
            const std::string written = encodeBody(body);
            QCOMPARE(canonicalBytes(treeOf(written)), written);
        }
    }

    void textsAreMendedAndEscapedAsTheTreeDoes()
    {
        for (const std::string& text :
             {std::string("plain"), std::string("q\"\\\n\x01"), std::string("\xc3\xa4\xe2\x82\xac"),
              std::string("\xff broken \xe2\x82"), std::string("\xef\xbb\xbfmarked"),
              std::string("a\0b", 3)}) {
            const QJsonObject tree {{QStringLiteral("flatten"), true},
                                    {QStringLiteral("reason"), QString::fromStdString(text)}};
            QCOMPARE(encodeBody(KillEngaged {text, true}), canonicalBytes(tree));
        }
    }

    void documentsInsideAreTheirOwn()
    {
        OrderRequest request = somePutVertical();
        request.type = OrderType::Walk;
        request.limit.reset();
        request.walk
            = WalkTerms {2, std::chrono::seconds {3}, Price::ofCents(-90), std::chrono::seconds {60}};
        request.slippageLimit = Money::ofCents(1'250);
        request.strategy = "\xc3\xa4rger \"x\"";
        const std::vector<LegFill> legs {
            {"SPXW  260130P05000000", Side::Sell, Quantity(2), Price::ofCents(240), Money::ofCents(130)}};
        const VenueEvent fill {7, Instant {} + Duration {1'500},
                               VenueFill {ExecutionId("E1"), ClientOrderId("O1-000001-K-1"), Quantity(2),
                                          Price::ofCents(-125), legs, "calibrated", true}};
        CanonicalWriter out;
        writeCanonical(out, request);
        QCOMPARE(out.take(), canonicalBytes(toJson(request)));
        venuecodec::writeCanonical(out, fill);
        QCOMPARE(out.take(), canonicalBytes(venuecodec::toJson(fill)));
    }

    void kindsAreUnique()
    {
        std::set<std::string_view> kinds;
        for (const DeskEventBody& body : everyKind())
            QVERIFY2(kinds.insert(kindOf(body)).second, std::string(kindOf(body)).c_str());
    }

    void anUnknownKindAndAMissingFieldAreRefused()
    {
        QCOMPARE(decodeBody("order.guessed", "{}").error().code, std::string("audit.bad_record"));
        QJsonObject body = treeOf(encodeBody(KillEngaged {"drill", true}));
        body.remove(QStringLiteral("flatten"));
        QCOMPARE(decodeBody("kill.engaged", canonicalBytes(body)).error().code,
                 std::string("audit.bad_record"));
        QCOMPARE(decodeBody("kill.engaged", "{\"flatten\": true}").error().code,
                 std::string("audit.bad_record"));
        // Found by the fuzzer: what stands inside has codes of its own, a damaged record has one.
        QCOMPARE(decodeBody("venue.reported", "{\"event\":{\"event\":\"guessed\"}}").error().code,
                 std::string("audit.bad_record"));
    }
};

QTEST_GUILESS_MAIN(TestEventCodec)
#include "tst_EventCodec.moc"
