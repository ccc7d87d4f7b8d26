// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/gate/HostPolicy.h"
#include "core/api/gate/HttpHead.h"

#include <QTest>

using namespace strikedesk::api;

class TestHttpHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatTwoParsersCouldReadDifferently_data();
    void refusesWhatTwoParsersCouldReadDifferently();
    void readsAnOrdinaryRequest();
    void waitsForTheRestAtEveryByte();
    void answersOnlyToItsOwnNames_data();
    void answersOnlyToItsOwnNames();
};

namespace {

QByteArray getWith(const QByteArray& headers)
{
    return "GET / HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

int statusOfHead(const QByteArray& bytes)
{
    const HeadOutcome outcome = parseHead({bytes.constData(), std::size_t(bytes.size())}, {});
    if (const auto* refusal = std::get_if<HttpRefusal>(&outcome))
        return refusal->status;
    return std::holds_alternative<HttpHead>(outcome) ? 200 : 0;
}

} // namespace

void TestHttpHead::refusesWhatTwoParsersCouldReadDifferently_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");

    QTest::newRow("plain") << getWith("") << 200;
    QTest::newRow("HTTP/1.0 with a host") << QByteArray("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n") << 200;
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("two hosts") << getWith("Host: localhost\r\n") << 400;
    QTest::newRow("empty host") << QByteArray("GET / HTTP/1.1\r\nHost:\r\n\r\n") << 400;
    QTest::newRow("two equal lengths") << getWith("Content-Length: 1\r\nContent-Length: 1\r\n") << 400;
    QTest::newRow("two lengths") << getWith("Content-Length: 1\r\nContent-Length: 2\r\n") << 400;
    QTest::newRow("a list of lengths") << getWith("Content-Length: 1, 1\r\n") << 400;
    QTest::newRow("a negative length") << getWith("Content-Length: -5\r\n") << 400;
    QTest::newRow("a signed length") << getWith("Content-Length: +5\r\n") << 400;
    QTest::newRow("a length in words") << getWith("Content-Length: abc\r\n") << 400;
    QTest::newRow("a length of 2^64") << getWith("Content-Length: 18446744073709551616\r\n") << 400;
    QTest::newRow("length and chunks")
        << getWith("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") << 400;
    QTest::newRow("chunks") << getWith("Transfer-Encoding: chunked\r\n") << 411;
    QTest::newRow("other encodings") << getWith("Transfer-Encoding: x\r\n") << 411;
    QTest::newRow("blank before the colon") << getWith("Content-Length : 5\r\n") << 400;
    QTest::newRow("folded header") << getWith("X-A: 1\r\n 2\r\n") << 400;
    QTest::newRow("header without colon") << getWith("nonsense\r\n") << 400;
    QTest::newRow("header without name") << getWith(": 1\r\n") << 400;
    QTest::newRow("bare LF") << QByteArray("GET / HTTP/1.1\nHost: localhost\n\n") << 400;
    QTest::newRow("bare LF in a header") << getWith("X-A: 1\nX-B: 2\r\n") << 400;
    QTest::newRow("bare CR") << getWith("X-A: 1\rX-B: 2\r\n") << 400;
    QTest::newRow("NUL in a header") << getWith(QByteArray("X-A: 1\0\r\n", 9)) << 400;
    QTest::newRow("NUL in the target") << QByteArray("GET /\0 HTTP/1.1\r\n", 17) << 400;
    QTest::newRow("escaped NUL") << QByteArray("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("broken escape") << QByteArray("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("escape cut short") << QByteArray("GET /%2 HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("absolute target") << QByteArray("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("fragment") << QByteArray("GET /#a HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("two blanks") << QByteArray("GET  / HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("HTTP/9.9") << QByteArray("GET / HTTP/9.9\r\nHost: a\r\n\r\n") << 505;
    QTest::newRow("HTTPxyzw") << QByteArray("GET / HTTPxyzw\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("no version") << QByteArray("GET /\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("unknown method") << QByteArray("BREW / HTTP/1.1\r\nHost: a\r\n\r\n") << 501;
    QTest::newRow("small letters") << QByteArray("get / HTTP/1.1\r\nHost: a\r\n\r\n") << 501;
    QTest::newRow("TLS hello") << QByteArray("\x16\x03\x01\x02\x00\x01", 6) << 400;
    QTest::newRow("empty line first") << QByteArray("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("unknown expectation") << getWith("Expect: tea\r\n") << 417;
    QTest::newRow("two tokens") << getWith("Authorization: a\r\nAuthorization: b\r\n") << 400;
    QTest::newRow("64 headers") << getWith(QByteArray("X-A: 1\r\n").repeated(63)) << 200;
    QTest::newRow("65 headers") << getWith(QByteArray("X-A: 1\r\n").repeated(64)) << 431;
    QTest::newRow("a long target") << QByteArray("GET /" + QByteArray(9'000, 'a')) << 414;
    QTest::newRow("a long head without an end") << getWith("X-A: " + QByteArray(20'000, 'a')) << 431;
}

void TestHttpHead::refusesWhatTwoParsersCouldReadDifferently()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);
    QCOMPARE(statusOfHead(bytes), status);
}

void TestHttpHead::readsAnOrdinaryRequest()
{
    const QByteArray bytes
        = "POST /api/v1/orders?a=%41&b HTTP/1.1\r\nHost: localhost:1\r\nContent-LENGTH: 12\r\n"
          "Connection: keep-alive, Close\r\nExpect: 100-Continue\r\nX-Note:  two words \r\n\r\nbody";
    const HeadOutcome outcome = parseHead({bytes.constData(), std::size_t(bytes.size())}, {});
    const auto* head = std::get_if<HttpHead>(&outcome);
    QVERIFY(head);
    QCOMPARE(head->method, HttpMethod::Post);
    QCOMPARE(head->path, std::string("/api/v1/orders"));
    QCOMPARE(head->query, std::string("a=%41&b"));
    QCOMPARE(head->contentLength, 12U);
    QVERIFY(head->closesAfter);
    QVERIFY(head->expectsContinue);
    QCOMPARE(std::string(*head->header("x-note")), std::string("two words"));
    QCOMPARE(head->size, std::size_t(bytes.size() - 4));
}

void TestHttpHead::waitsForTheRestAtEveryByte()
{
    const QByteArray whole = getWith("X-A: 1\r\n");
    for (qsizetype length = 0; length < whole.size(); ++length)
        QCOMPARE(statusOfHead(whole.left(length)), 0);
    QCOMPARE(statusOfHead(whole), 200);
}

void TestHttpHead::answersOnlyToItsOwnNames_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isOurs");
    QTest::newRow("address") << "127.0.0.1:8642" << true;
    QTest::newRow("name") << "localhost:8642" << true;
    QTest::newRow("name in capitals") << "LocalHost:8642" << true;
    QTest::newRow("IPv6") << "[::1]:8642" << true;
    QTest::newRow("another port") << "localhost:8643" << false;
    QTest::newRow("no port") << "localhost" << false;
    QTest::newRow("IPv6 without port") << "[::1]" << false;
    QTest::newRow("a rebound name") << "evil.example:8642" << false;
    QTest::newRow("a look-alike") << "localhost.evil.example:8642" << false;
    QTest::newRow("another loopback") << "127.0.0.2:8642" << false;
    QTest::newRow("user part") << "evil@localhost:8642" << false;
}

void TestHttpHead::answersOnlyToItsOwnNames()
{
    QFETCH(const QString, host);
    QFETCH(const bool, isOurs);
    const HostPolicy policy(8642);
    QCOMPARE(policy.isOurHost(host.toStdString()), isOurs);
    QCOMPARE(policy.isOurOrigin("http://" + host.toStdString()), isOurs);
    QVERIFY(!policy.isOurOrigin("https://" + host.toStdString()));
    QVERIFY(!policy.isOurOrigin("null"));
}

QTEST_GUILESS_MAIN(TestHttpHead)
#include "tst_HttpHead.moc"
