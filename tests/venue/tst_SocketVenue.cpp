// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/Random.h"
#include "core/venue/ExchangeServer.h"
#include "core/venue/ExchangeWire.h"
#include "core/venue/SocketVenue.h"
#include "core/venue/StrictJson.h"
#include "core/venue/VenueCodec.h"
#include "tests/venue/ScriptedMarket.h"

#include <QEventLoop>
#include <QFileInfo>
#include <QLocalSocket>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <functional>
#include <future>
#include <set>

namespace {

using namespace strikedesk;

const std::string nwsaCall = "NWSA  130720C00015000";

std::unique_ptr<ScriptedMarket> steadyMarket()
{
    auto market = std::make_unique<ScriptedMarket>();
    market->addOption(nwsaCall);
    market->startAt(at(9, 30));
    for (int minute = 31; minute < 60; ++minute)
        market->quote(at(9, minute), nwsaCall, 100, 120, 1'000, 1'000);
    market->finish();
    return market;
}

VenueCommand orderFor(const std::string& id, std::int64_t limitCents)
{
    SubmitToVenue submit;
    submit.clientOrderId = ClientOrderId(id);
    submit.legs = {{nwsaCall, Side::Buy, 1, PositionEffect::Open}};
    submit.quantity = Quantity(1);
    submit.limit = Price::ofCents(limitCents);
    return submit;
}

QJsonObject sendRequest(const VenueCommand& command)
{
    return {{QStringLiteral("op"), QStringLiteral("send")},
            {QStringLiteral("command"), venuecodec::toJson(command)}};
}

QJsonObject connectRequest(std::uint64_t epoch)
{
    return {{QStringLiteral("op"), QStringLiteral("connect")}, {QStringLiteral("epoch"), qint64(epoch)}};
}

} // namespace

/// The exchange behind a socket: the server runs on the test's event loop, its clients on threads of their
/// own, as the trading thread is one.
class TestSocketVenue : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<ExchangeBook> m_book;
    std::unique_ptr<ExchangeServer> m_server;

    [[nodiscard]] std::string path() const
    {
        return m_folder.filePath(QStringLiteral("x.sock")).toStdString();
    }

    // Runs `work` on another thread while this one serves.
    void runClient(const std::function<void()>& work)
    {
        std::atomic<bool> isDone = false;
        std::thread client([&] {
            work();
            isDone = true;
            QMetaObject::invokeMethod(
                this, [] {}, Qt::QueuedConnection);
        });
        while (!isDone)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        client.join();
    }

    void waitUntilServed() const
    {
        QLocalSocket probe;
        probe.connectToServer(QString::fromStdString(path()));
        probe.write(wire::frameOf({{QStringLiteral("op"), QStringLiteral("summary")}}));
        QVERIFY(probe.waitForReadyRead(5'000));
    }

private Q_SLOTS:
    void init()
    {
        m_book = std::make_shared<ExchangeBook>(steadyMarket(), ExchangeOptions {});
        m_server = std::make_unique<ExchangeServer>(m_book);
        const auto listening = m_server->listen(path());
        QVERIFY2(listening, listening ? "" : listening.error().message.c_str());
    }
    void cleanup() { m_server.reset(); }

    void onlyTheOwnerMayOpenTheSocket()
    {
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFileInfo(QString::fromStdString(path())).permissions() & others));
    }

    void aSecondServerIsRefusedTheSocket()
    {
        ExchangeServer second(m_book);
        const auto listening = second.listen(path());
        QVERIFY(!listening);
        QCOMPARE(listening.error().code, std::string("venue.socket_in_use"));
    }

    void nobodyThereIsUnreachable()
    {
        const auto venue = SocketVenue::open(path() + "-not", std::chrono::milliseconds {200});
        QVERIFY(!venue);
        QCOMPARE(venue.error().code, std::string("venue.unreachable"));
    }

    // The desk opens its venue on the thread of the screen, whose event loop goes on beside the trading
    // thread's use of the socket.
    void anotherThreadTakesOverFromOneWithAnEventLoop()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("QSocketNotifier")));
        QThread screen;
        QObject onScreen;
        onScreen.moveToThread(&screen);
        screen.start();
        std::unique_ptr<SocketVenue> venue;
        std::promise<void> opened;
        int answers = 0;
        QMetaObject::invokeMethod(
            &onScreen,
            [&] {
                if (auto socket = SocketVenue::open(path()); socket && (*socket)->connect(1))
                    venue = *std::move(socket);
                if (venue)
                    venue->leaveThread();
                opened.set_value();
            },
            Qt::QueuedConnection);
        runClient([&] {
            opened.get_future().wait();
            for (int i = 0; venue && i < 200; ++i)
                answers += venue->listing().has_value() ? 1 : 0;
            if (venue)
                venue->leaveThread();
        });
        venue.reset();
        screen.quit();
        screen.wait();
        QCOMPARE(answers, 200);
    }

    void aSessionSeesWhatOneInTheProcessSees()
    {
        InProcessVenue direct(std::make_shared<ExchangeBook>(steadyMarket(), ExchangeOptions {}));
        std::vector<VenueEvent> overSocket;
        std::vector<VenueEvent> inProcess;
        VenueListing socketListing;
        VenueListing directListing;
        const auto trade = [](Venue& venue, std::vector<VenueEvent>& events, VenueListing& listing) {
            static_cast<void>(venue.connect(1).value());
            static_cast<void>(venue.advanceTo(at(9, 31), 0).value());
            if (!venue.send(orderFor("A", 120)) || !venue.send(orderFor("B", 50)))
                return;
            events = venue.advanceTo(at(16, 30), 0).value();
            listing = venue.listing().value();
        };
        trade(direct, inProcess, directListing);
        CapabilityProfile profile;
        runClient([&] {
            auto venue = SocketVenue::open(path());
            trade(**venue, overSocket, socketListing);
            profile = (*venue)->profile();
        });
        QCOMPARE(profile.name, std::string("strikedesk-sim"));
        QCOMPARE(inProcess.size(), std::size_t(4));
        QCOMPARE(overSocket.size(), inProcess.size());
        for (std::size_t index = 0; index < inProcess.size(); ++index)
            QCOMPARE(venuecodec::toJson(overSocket[index]), venuecodec::toJson(inProcess[index]));
        QCOMPARE(venuecodec::toJson(socketListing), venuecodec::toJson(directListing));
    }

    void aNewerSessionFencesTheOlder()
    {
        std::string lateCode;
        std::string sameEpochCode;
        bool isOlderConnected = true;
        std::size_t ordersSeen = 0;
        runClient([&] {
            auto older = SocketVenue::open(path());
            static_cast<void>((*older)->connect(3).value());
            const auto sent = (*older)->send(orderFor("A", 50));
            auto newer = SocketVenue::open(path());
            const auto same = (*newer)->connect(3);
            sameEpochCode = same ? "" : same.error().code;
            ordersSeen = sent ? (*newer)->connect(4).value().orders.size() : 0;
            const auto late = (*older)->send(orderFor("B", 50));
            lateCode = late ? "" : late.error().code;
            isOlderConnected = (*older)->isConnected();
        });
        QCOMPARE(sameEpochCode, std::string("venue.fenced"));
        QCOMPARE(ordersSeen, std::size_t(1));
        QCOMPARE(lateCode, std::string("venue.fenced"));
        QVERIFY(!isOlderConnected);
    }

    void anAnswerThatDoesNotComeIsATimeOut()
    {
        // The server's event loop stands still while the client waits on this very thread.
        auto venue = SocketVenue::open(path(), std::chrono::milliseconds {50});
        QVERIFY(venue);
        const auto answer = (*venue)->connect(1);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, std::string("venue.timeout"));
        QVERIFY(!(*venue)->isConnected());
        const auto next = (*venue)->listing();
        QVERIFY(!next);
        QCOMPARE(next.error().code, std::string("venue.link_down"));
    }

    void aServerThatGoesAwayIsALinkDown()
    {
        std::string code;
        auto venue = std::unique_ptr<SocketVenue>();
        runClient([&] {
            venue = SocketVenue::open(path(), std::chrono::seconds {5}).value();
            static_cast<void>(venue->connect(1).value());
            QMetaObject::invokeMethod(
                m_server.get(), [this] { m_server->close(); }, Qt::QueuedConnection);
            for (int round = 0; round < 1'000 && code.empty(); ++round) {
                if (const auto answer = venue->listing(); !answer)
                    code = answer.error().code;
            }
            venue.reset();
        });
        QCOMPARE(code, std::string("venue.link_down"));
    }

    void hostileBytesEndTheConnectionOnly_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a length of 4 GiB") << QByteArray("\xff\xff\xff\xff{}", 6);
        QTest::newRow("a length of 0") << QByteArray("\0\0\0\0", 4);
        QTest::newRow("not JSON") << QByteArray("\0\0\0\4abcd", 8);
        QTest::newRow("an array") << QByteArray("\0\0\0\2[]", 6);
        QTest::newRow("HTTP") << QByteArray("GET / HTTP/1.1\r\n\r\n");
        QTest::newRow("unknown operation") << wire::frameOf({{QStringLiteral("op"), QStringLiteral("sell")}});
        QTest::newRow("a field too many")
            << wire::frameOf({{QStringLiteral("op"), QStringLiteral("listing")}, {QStringLiteral("x"), 1}});
        QTest::newRow("no session") << wire::frameOf(sendRequest(orderFor("H", 120)));
        QTest::newRow("epoch 0") << wire::frameOf(connectRequest(0));
    }

    void hostileBytesEndTheConnectionOnly()
    {
        QFETCH(QByteArray, bytes);
        QByteArray answer;
        std::size_t orders = 99;
        runClient([&] {
            QLocalSocket socket;
            socket.connectToServer(QString::fromStdString(path()));
            socket.write(bytes);
            socket.flush();
            socket.waitForReadyRead(5'000);
            answer = socket.readAll();
            auto venue = SocketVenue::open(path());
            orders = (*venue)->connect(9).value().orders.size();
        });
        QVERIFY(answer.contains("\"ok\":false"));
        QCOMPARE(orders, std::size_t(0));
    }

    /// Goal: a client that is killed at any byte neither loses nor doubles a command, and the exchange lives
    /// on. Method: 200 clients write a session's requests cut at a random byte and vanish without reading;
    /// what arrived whole counts, a later session sees exactly that.
    void aClientMayDieAtAnyByte()
    {
        Random random(2013);
        std::set<std::string> whole;
        std::set<std::string> attempted;
        std::string failure;
        runClient([&] {
            for (std::uint64_t epoch = 1; epoch <= 200 && failure.empty(); ++epoch) {
                QByteArray bytes = wire::frameOf(connectRequest(epoch));
                if (epoch == 1) {
                    bytes += wire::frameOf({{QStringLiteral("op"), QStringLiteral("advance")},
                                            {QStringLiteral("to"), wireText(toIsoText(at(9, 31)))},
                                            {QStringLiteral("after"), 0}});
                }
                std::vector<std::pair<std::string, qsizetype>> ends;
                for (int number = 0; number < 3; ++number) {
                    const std::string id = "C" + std::to_string(epoch) + "-" + std::to_string(number);
                    bytes += wire::frameOf(sendRequest(orderFor(id, 50)));
                    ends.emplace_back(id, bytes.size());
                }
                const auto cut
                    = qsizetype(random.between(epoch == 1 ? int(ends[0].second) : 0, int(bytes.size())));
                QLocalSocket socket;
                socket.connectToServer(QString::fromStdString(path()));
                if (!socket.waitForConnected(5'000))
                    failure = "client " + std::to_string(epoch) + " could not connect";
                socket.write(bytes.left(cut));
                while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(5'000)) { }
                socket.abort();
                if (epoch % 10 == 0)
                    waitUntilServed(); // Keeps the backlog of the socket from filling up.
                for (const auto& [id, end] : ends) {
                    attempted.insert(id);
                    if (end <= cut)
                        whole.insert(id);
                }
            }
        });
        QVERIFY2(failure.empty(), failure.c_str());
        VenueListing listing;
        runClient([&] {
            auto venue = SocketVenue::open(path());
            listing = (*venue)->connect(1'000).value();
        });
        std::set<std::string> found;
        for (const VenueOrderRow& row : listing.orders)
            QVERIFY2(found.insert(row.clientOrderId.text()).second, "an order was doubled");
        QCOMPARE(found.size(), whole.size());
        QVERIFY(found == whole);
        QVERIFY(whole.size() < attempted.size());
    }

    /// A session that still lives has its unread requests taken in before the newer one sees the books.
    void whatAnOlderSessionHadWrittenIsInTheListing()
    {
        VenueListing listing;
        runClient([&] {
            QLocalSocket older;
            older.connectToServer(QString::fromStdString(path()));
            older.write(wire::frameOf(connectRequest(1)));
            older.waitForReadyRead(5'000);
            older.write(wire::frameOf({{QStringLiteral("op"), QStringLiteral("advance")},
                                       {QStringLiteral("to"), wireText(toIsoText(at(9, 31)))},
                                       {QStringLiteral("after"), 0}}));
            for (int number = 0; number < 50; ++number)
                older.write(wire::frameOf(sendRequest(orderFor("O" + std::to_string(number), 50))));
            while (older.bytesToWrite() > 0 && older.waitForBytesWritten(5'000)) { }
            auto newer = SocketVenue::open(path());
            listing = (*newer)->connect(2).value();
        });
        QCOMPARE(listing.orders.size(), std::size_t(50));
    }
};

QTEST_GUILESS_MAIN(TestSocketVenue)
#include "tst_SocketVenue.moc"
