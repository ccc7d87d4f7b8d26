// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/CanonicalJson.h"
#include "core/engine/EventCodec.h"

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

} // namespace

class TestEventCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindReadsBackAsItWasWritten()
    {
        for (const DeskEventBody& body : everyKind()) {
            const QJsonObject written = encodeBody(body);
            const auto read = decodeBody(kindOf(body), written);
            QVERIFY2(read, read ? "" : read.error().message.c_str());
            QCOMPARE(read->index(), body.index());
            QCOMPARE(canonicalBytes(encodeBody(*read)), canonicalBytes(written));
        }
    }

    void kindsAreUnique()
    {
        std::set<std::string_view> kinds;
        for (const DeskEventBody& body : everyKind())
            QVERIFY2(kinds.insert(kindOf(body)).second, std::string(kindOf(body)).c_str());
    }

    void anUnknownKindAndAMissingFieldAreRefused()
    {
        QCOMPARE(decodeBody("order.guessed", {}).error().code, std::string("audit.bad_record"));
        QJsonObject body = encodeBody(KillEngaged {"drill", true});
        body.remove(QStringLiteral("flatten"));
        QCOMPARE(decodeBody("kill.engaged", body).error().code, std::string("audit.bad_record"));
    }
};

QTEST_GUILESS_MAIN(TestEventCodec)
#include "tst_EventCodec.moc"
