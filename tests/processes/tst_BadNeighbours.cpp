// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/TokenBook.h"
#include "tests/processes/Answerers.h"
#include "tests/processes/BadInputFolder.h"
#include "tests/processes/ServedDesk.h"

using namespace strikedesk;

/// What stands beside a program and is not what it should be: another server at the desk's port, an exchange
/// that talks nonsense, a record that somebody touched, a desk that is there already.
class TestBadNeighbours : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_files.write("notes.txt", "do not lose this\n"); }
    void whatAnswersIsNotADesk_data();
    void whatAnswersIsNotADesk();
    void whatAnswersIsNotAnExchange_data();
    void whatAnswersIsNotAnExchange();
    void aDamagedRecordFailsItsVerification();
    void aDeskInUseAndABusyPortAreRefused();
    void nothingThatWasThereIsHarmed();
    void aFullDiskIsSaid_data();
    void aFullDiskIsSaid();

private:
    BadInputFolder m_files;
};

void TestBadNeighbours::whatAnswersIsNotADesk_data()
{
    QTest::addColumn<QByteArray>("answer");
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Length: ";
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("garbage") << QByteArray(2'000, '\x81');
    QTest::newRow("another server") << QByteArray(head + "6\r\n\r\n<html>");
    QTest::newRow("half an answer") << QByteArray(head + "600\r\n\r\n{\"items\":[");
    QTest::newRow("a negative length") << QByteArray(head + "-1\r\n\r\n{}");
    QTest::newRow("another protocol") << QByteArray("SSH-2.0-OpenSSH\r\n\r\n");
}

// A look is repeated by whoever likes; what may have traded is not known to have failed.
void TestBadNeighbours::whatAnswersIsNotADesk()
{
    QFETCH(QByteArray, answer);
    const Answerer port(answer);
    const Answerer owner(m_files.at("owner"), answer);
    QVERIFY(port.isListening() && owner.isListening());
    m_files.write("taken/endpoint.json",
                  QStringLiteral(R"({"url":"http://127.0.0.1:%1","owner_socket":"%2","pid":1})")
                      .arg(port.port())
                      .arg(m_files.at("owner"))
                      .toUtf8());
    const auto token = api::makeToken(api::SecretSource(), "x", api::ScopeSet::parse("read").value(), {});
    m_files.write("taken/read.token", QByteArray::fromStdString(token.text));

    m_files.expectRefusal(m_files.words("order list --profile {}/taken"), 4, "connection.lost");
    m_files.expectRefusal(m_files.words("order submit --file {}/notes.txt --profile {}/taken"), 5,
                          "unknown.connection");
    m_files.expectRefusal(m_files.words("kill --profile {}/taken"), 5, "unknown.connection");
}

void TestBadNeighbours::whatAnswersIsNotAnExchange_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("nothing") << QByteArray() << 4 << QByteArray("venue.link_down");
    QTest::newRow("half a message") << QByteArray("\0\0\0\x40{", 5) << 4 << QByteArray("venue.link_down");
    QTest::newRow("garbage") << QByteArray(2'000, '\x81') << 1 << QByteArray("venue.protocol");
    QTest::newRow("no object") << QByteArray("\0\0\0\2[]", 6) << 1 << QByteArray("venue.protocol");
    QTest::newRow("no listing") << QByteArray("\0\0\0\xb{\"ok\":true}", 15) << 1
                                << QByteArray("venue.protocol");
}

void TestBadNeighbours::whatAnswersIsNotAnExchange()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, code);
    const Answerer exchange(m_files.at("exchange"), answer);
    QVERIFY(exchange.isListening());
    QDir(m_files.at("traded")).removeRecursively();
    m_files.expectRefusal(
        m_files.words("serve --plan none --port 0 --profile {}/traded --exchange {}/exchange"), exitCode,
        code);
}

void TestBadNeighbours::aDamagedRecordFailsItsVerification()
{
    {
        ServedDesk desk(m_files.at("kept"));
        QVERIFY2(desk.waitReady(), desk.errors().constData());
        QCOMPARE(desk.stop(), 0);
    }
    const QStringList verify = m_files.words("audit verify --json --profile {}/kept");
    QCOMPARE(runStrikectl(verify, BadInputFolder::secondsMax).exitCode, 0);
    const QString anchors = m_files.at("kept/anchors/anchors.jsonl");
    QFile file(anchors);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    file.close();

    // A byte in a signed line.
    QByteArray changed = whole;
    const qsizetype digit = changed.indexOf("\"signature\":\"") + 13;
    changed[digit] = changed[digit] == '0' ? '1' : '0';
    m_files.write("kept/anchors/anchors.jsonl", changed);
    QCOMPARE(runStrikectl(verify, BadInputFolder::secondsMax).exitCode, 6);
    // All of them gone, while the key that signed them is there.
    m_files.write("kept/anchors/anchors.jsonl", {});
    QCOMPARE(runStrikectl(verify, BadInputFolder::secondsMax).exitCode, 6);
    m_files.write("kept/anchors/anchors.jsonl", whole);
    QCOMPARE(runStrikectl(verify, BadInputFolder::secondsMax).exitCode, 0);

    // A byte in a record: its body stands in the file as it is.
    QFile database(m_files.at("kept/desk.db"));
    QVERIFY(database.open(QIODevice::ReadWrite));
    QByteArray content = database.readAll();
    const qsizetype name = content.indexOf("\"inputs\"");
    QVERIFY(name > 0);
    QVERIFY(database.seek(name + 1) && database.write("o") == 1 && database.flush());
    const ProgramResult verdict = runStrikectl(verify, BadInputFolder::secondsMax);
    QCOMPARE(verdict.exitCode, 6);
    QVERIFY(!verdict.json().value(QStringLiteral("first_bad")).isNull());
    database.close();

    // A desk does not start on it either.
    const ProgramResult started = runStrikectl(
        m_files.words("serve --plan none --port 0 --seed 7 --profile {}/kept"), BadInputFolder::secondsMax);
    QVERIFY2(started.exitCode > 0, started.errors.constData());
    QCOMPARE(started.errors.count('\n'), 1);
    // Nor on half a database.
    m_files.write("kept/desk.db", content.left(content.size() / 2));
    const ProgramResult half = runStrikectl(
        m_files.words("serve --plan none --port 0 --seed 7 --profile {}/kept"), BadInputFolder::secondsMax);
    QVERIFY2(half.exitCode > 0, half.errors.constData());
    QCOMPARE(half.errors.count('\n'), 1);
}

void TestBadNeighbours::aDeskInUseAndABusyPortAreRefused()
{
    ServedDesk desk(m_files.at("used"));
    QVERIFY2(desk.waitReady(), desk.errors().constData());
    m_files.expectRefusal(m_files.words("serve --plan none --port 0 --seed 7 --profile {}/used"), 1,
                          "storage.profile_in_use");
    const QByteArray port = desk.ready().value(QStringLiteral("url")).toString().section(u':', -1).toLatin1();
    m_files.expectRefusal(m_files.words("serve --profile {}/second --port " + port), 1, "api.listen");
    // Refused before anything was made, let alone traded.
    QVERIFY(!QFileInfo::exists(m_files.at("second")));
}

void TestBadNeighbours::nothingThatWasThereIsHarmed()
{
    for (const char* line : {"exchange --simulated --listen {}/notes.txt",
                             "exchange --simulated --listen {}/x --ledger {}/notes.txt",
                             "exchange --simulated --listen {}/x --ledger {}/notes.txt --resume"})
        QCOMPARE(runStrikectl(m_files.words(line), BadInputFolder::secondsMax).exitCode, 1);
    QFile notes(m_files.at("notes.txt"));
    QVERIFY(notes.open(QIODevice::ReadOnly));
    QCOMPARE(notes.readAll(), QByteArray("do not lose this\n"));
}

void TestBadNeighbours::aFullDiskIsSaid_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("a short answer") << QByteArray("version") << 1;
    QTest::newRow("a document") << QByteArray("symbol SPXW260130P05000000 --json") << 1;
    QTest::newRow("more than a buffer") << QByteArray("progress {}/long.txt --json") << 1;
    QTest::newRow("a failure keeps its code") << QByteArray("order list --json --profile {}/none") << 4;
}

void TestBadNeighbours::aFullDiskIsSaid()
{
    QFETCH(QByteArray, line);
    QFETCH(int, exitCode);
    if (!QFileInfo::exists(QStringLiteral("/dev/full")))
        return; // only Linux has one
    m_files.write("long.txt", QByteArray("- [ ] a task\n").repeated(20'000));
    QProcess program;
    program.setStandardOutputFile(QStringLiteral("/dev/full"));
    program.start(QStringLiteral(STRIKEDESK_STRIKECTL), m_files.words(line));
    QVERIFY(program.waitForFinished(BadInputFolder::secondsMax * 1000));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), exitCode);
    const QByteArray errors = program.readAllStandardError();
    QVERIFY2(errors.endsWith("[output.unwritable]\n") && errors.count('\n') == 1, errors.constData());
}

QTEST_GUILESS_MAIN(TestBadNeighbours)
#include "tst_BadNeighbours.moc"
