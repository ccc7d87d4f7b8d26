// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/processes/BadInputFolder.h"

#include <QTest>

using namespace strikedesk;

namespace {

/// Each line doubles the one before it nine times over.
QByteArray yamlBomb()
{
    QByteArray text = "a: &a [x,x,x,x,x,x,x,x,x]\n";
    for (char c = 'b'; c < 'm'; ++c) {
        const QByteArray before = QByteArray("*") + char(c - 1);
        text += QByteArray(1, c) + ": &" + c + " [" + QList<QByteArray>(9, before).join(',') + "]\n";
    }
    return text;
}

/// A day of LEAN's layout whose archive of quotes is `zip`.
void writeDay(const BadInputFolder& files, const QByteArray& folder, const QByteArray& zip)
{
    files.write(folder + "/alternative/interest-rate/usa/interest-rate.csv", "date,rate\n2003-01-09,2.25\n");
    files.write(folder + "/equity/usa/factor_files/nwsa.csv", "20130619,1,1,30\n20501231,1,1,0\n");
    files.write(folder + "/option/usa/minute/nwsa/20130628_quote_american.zip", zip);
}

} // namespace

/// What a tired person, a broken script and a full disk hand to the programs. Each is answered by one
/// sentence with a code and the documented exit code; nothing crashes, hangs, or falls back to something that
/// trades.
class TestBadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isOneSentenceWithACode_data();
    void isOneSentenceWithACode();

private:
    BadInputFolder m_files;
};

void TestBadInput::initTestCase()
{
    m_files.write("empty", {});
    m_files.write("garbage", QByteArray(5'000, '\x81'));
    m_files.write("notes.txt", "do not lose this\n");
    m_files.write("bomb.yaml", yamlBomb());
    m_files.write("deep.yaml", QByteArray(100'000, '['));
    m_files.write("control.yaml", "name: \"a\\e[31mb\"\nphases: []\n");
    m_files.write("comma.yaml", ",");
    m_files.write("twice.yaml", "name: a\nname: b\n");
    m_files.write("broken.yaml", "name: [a, b\n  c: }{");
    m_files.write("variable.yaml", "name: ${STRIKEDESK_NO_SUCH_VARIABLE}\n");
    m_files.write("large.yaml", QByteArray(300'000, '#'));
    m_files.write("large.txt", QByteArray(5'000'000, '-'));
    m_files.write("header.csv", "style,right,spot\n");
    m_files.write("twice.csv", "style,style,right,spot,strike,years,rate,yield,volatility\n");
    writeDay(m_files, "emptyzip", {});
    writeDay(m_files, "brokenzip", QByteArray("PK\x03\x04 and no more").repeated(20));
    m_files.write("broken/endpoint.json", "{\"url\":");
    m_files.write("elsewhere/endpoint.json",
                  R"({"url":"http://192.0.2.1:80","owner_socket":"/nowhere","pid":1})");
    m_files.write("gone/endpoint.json", R"({"url":"http://127.0.0.1:1","owner_socket":"/nowhere","pid":1})");
    m_files.write("gone/read.token", "strikedesk_api_no\r\nX-Injected: yes\n");
    m_files.write("faulty/settings.yaml", "nonsense: 1\n");
    m_files.write("notarecord/desk.db", {});
    m_files.write("garbled/desk.db", QByteArray(8'192, '\x81'));
}

void TestBadInput::isOneSentenceWithACode_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<bool>("hasJson");
    const auto row = [](const char* line, int exitCode, const char* code, bool hasJson = true) {
        QTest::newRow(line) << QByteArray(line) << exitCode << QByteArray(code) << hasJson;
    };
    constexpr bool noJson = false;
    // clang-format off
    row("nonsense",                                                     2, "usage.arguments");
    row("--nonsense",                                                   2, "usage.arguments");
    row("\x1b[31m",                                                     2, "usage.arguments");
    row("version extra",                                                2, "usage.arguments");
    row("order",                                                        2, "usage.arguments");
    row("kill --flatten --reset",                                       2, "usage.arguments");
    row("symbol ''",                                                    2, "usage.empty_value");
    row("symbol AAPL140606C00000000",                                   2, "input.symbol");
    row("symbol AAPL140631C00640000",                                   2, "input.symbol");
    row("symbol SPXW~30JAN26~nanP",                                     2, "input.symbol");
    row("symbol SPXW~30JAN26~-5P",                                      2, "input.symbol");
    row("symbol SPXW~30JAN26~99999999999999P",                          2, "input.symbol");
    row("symbol \x1b[31mAAPL",                                          2, "input.symbol");
    row("price --csv {}/missing",                                       2, "input.file", noJson);
    row("price --csv {}",                                               2, "input.file", noJson);
    row("price --csv /dev/zero",                                        2, "input.file", noJson);
    row("price --csv {}/empty",                                         2, "input.csv", noJson);
    row("price --csv {}/header.csv",                                    2, "input.csv", noJson);
    row("price --csv {}/twice.csv",                                     2, "input.csv", noJson);
    row("progress {}/missing",                                          2, "progress.missing");
    row("progress {}",                                                  2, "progress.unreadable");
    row("progress {}/large.txt",                                        2, "progress.too_large");
    row("plan check {}/missing",                                        2, "input.file");
    row("plan check {}",                                                2, "input.file");
    row("plan check {}/garbage",                                        2, "input.file");
    row("plan check {}/large.yaml",                                     1, "plan.too_large");
    row("config check --profile {}/missing",                            1, "profile.missing");
    row("config show --profile {}/faulty",                              1, "settings.unknown_key");
    row("config show --profile ''",                                     2, "usage.empty_value");
    row("audit verify --profile {}/missing",                            1, "profile.missing");
    row("audit verify --profile {}/notarecord",                         1, "storage.not_a_database");
    row("audit verify --profile {}/garbled",                            1, "storage.not_a_database");
    row("audit export --profile {}/garbled",                            1, "storage.not_a_database");
    row("audit tail --profile {}/garbled",                              1, "storage.not_a_database");
    row("audit tail --count 0",                                         2, "usage.arguments");
    row("audit export --after -1",                                      2, "usage.arguments");
    row("chain --data {}/missing --underlying nwsa --date 2013-06-28 --time 10:30",   1, "data.missing");
    row("chain --data {}/notes.txt --underlying nwsa --date 2013-06-28 --time 10:30", 1, "data.missing");
    row("chain --data {}/emptyzip --underlying nwsa --date 2013-06-28 --time 10:30",  1, "data.broken");
    row("chain --data {}/brokenzip --underlying nwsa --date 2013-06-28 --time 10:30", 1, "data.broken");
    row("chain --data {}/emptyzip --underlying ../../etc --date 2013-06-28 --time 10:30", 2, "input.underlying");
    row("chain --data {}/emptyzip --underlying nwsa --date 2013-06-29 --time 10:30",  2, "input.date");
    row("chain --data {}/emptyzip --underlying nwsa --date 2013-02-29 --time 10:30",  2, "input.date");
    row("chain --data {}/emptyzip --underlying nwsa --date 2013-06-28 --time 25:00",  2, "input.time");
    row("chain --data {}/emptyzip --underlying nwsa --date 2013-06-28 --time ''",     2, "usage.empty_value");
    row("replay --data {}/emptyzip --underlying nwsa --date 2013-06-28",              1, "data.broken");
    row("replay --data {}/emptyzip --underlying nwsa --date 2013-06-28 --until 2013-06-27",  2, "input.market");
    row("replay --data {}/emptyzip --underlying nwsa --date 2013-06-28 --seed -1",    2, "usage.arguments");
    row("replay --data {}/emptyzip --underlying nwsa --date 2013-06-28 --seed 99999999999999999999", 2, "usage.arguments");
    row("replay --data {}/emptyzip --underlying nwsa --date 2013-06-28 --speed nan",  2, "input.speed");
    row("replay --data {}/emptyzip --underlying nwsa --date 2013-06-28 --speed -1",   2, "input.speed");
    row("replay --data {}/emptyzip --underlying nwsa --date 2013-06-28 --plan ''",    2, "usage.empty_value");
    row("replay --data {}/emptyzip --underlying nwsa --date 2013-06-28 --plan /dev/zero", 1, "plan.too_large");
    row("serve --plan {}/missing",                                      2, "input.file", noJson);
    row("serve --plan ''",                                              2, "usage.empty_value", noJson);
    row("serve --plan {}/empty",                                        1, "plan.empty", noJson);
    row("serve --plan {}/broken.yaml",                                  1, "plan.not_yaml", noJson);
    row("serve --plan {}/comma.yaml",                                   1, "plan.not_yaml", noJson);
    row("serve --plan {}/bomb.yaml",                                    1, "plan.too_large", noJson);
    row("serve --plan {}/deep.yaml",                                    1, "plan.too_large", noJson);
    row("serve --plan {}/twice.yaml",                                   1, "plan.missing", noJson);
    row("serve --plan {}/control.yaml",                                 1, "plan.control_character", noJson);
    row("serve --plan {}/variable.yaml",                                1, "plan.variable", noJson);
    row("serve --plan none --market ''",                                2, "usage.empty_value", noJson);
    row("serve --plan none --market SIMULATED",                         2, "input.market", noJson);
    row("serve --plan none --market recorded:{}/missing,nwsa,2013-06-28", 1, "data.missing", noJson);
    row("serve --plan none --port 65536",                               2, "usage.arguments", noJson);
    row("serve --plan none --port 0 --fills x --profile {}/p",          2, "input.fill_model", noJson);
    row("serve --plan none --port 0 --profile {}",                      1, "profile.not_a_profile", noJson);
    row("serve --plan none --port 0 --profile {}/notes.txt",            1, "profile.cannot_create", noJson);
    row("serve --plan none --port 0 --profile ''",                      2, "usage.empty_value", noJson);
    row("serve --plan none --port 0 --profile {}/p --exchange {}/none", 4, "venue.unreachable", noJson);
    row("exchange --listen {}/x --data {}/emptyzip",                    2, "usage.market", noJson);
    row("exchange --listen {}/x --simulated --cash nan",                2, "input.decimal", noJson);
    row("exchange --listen {}/x --simulated --cash -1",                 2, "input.cash", noJson);
    row("exchange --listen {}/x --simulated --cash 99999999999999999",  2, "input.decimal", noJson);
    row("exchange --listen {}/x --simulated --latency-ms -1",           2, "usage.arguments", noJson);
    row("exchange --listen {}/x --simulated --profile-name x",          2, "input.profile_name", noJson);
    row("exchange --listen {}/x --simulated --resume",                  2, "usage.ledger", noJson);
    row("exchange --listen {}/x --simulated --ledger {}",               1, "venue.ledger", noJson);
    row("exchange --listen {}/x --simulated --ledger /dev/full",        1, "venue.ledger", noJson);
    row("exchange --listen {}/missing/x --simulated",                   1, "venue.listen", noJson);
    row("order list --profile {}/missing",                              4, "connection.no_desk");
    row("order list --profile {}/broken",                               4, "connection.no_desk");
    row("order list --profile {}/elsewhere",                            4, "connection.no_desk");
    row("order list --profile {}/gone",                                 1, "auth.token");
    row("order list --profile {}/gone --token-file {}/missing",         1, "api.file");
    row("order list --state nonsense",                                  2, "usage.arguments");
    row("order show ''",                                                2, "usage.empty_value");
    row("order submit --file {}/missing",                               2, "input.file");
    row("order submit --file {}/empty",                                 2, "input.file");
    row("order submit --file {}",                                       2, "input.file");
    row("order submit --file {}/large.txt",                             2, "input.file");
    row("order replace X",                                              2, "input.field");
    row("order replace X --quantity 0",                                 2, "input.quantity");
    row("order replace X --quantity -1",                                2, "input.quantity");
    row("order replace X --quantity 1e9",                               2, "input.quantity");
    row("order replace X --quantity 99999999999",                       2, "input.quantity");
    row("order cancel X --profile {}/missing",                          4, "connection.no_desk");
    row("position list --profile {}/missing",                           4, "connection.no_desk");
    row("slippage show --profile {}/missing",                           4, "connection.no_desk");
    row("risk show --profile {}/missing",                               4, "connection.no_desk");
    row("session status --profile {}/missing",                          4, "connection.no_desk");
    row("session start {}/missing",                                     2, "input.file");
    row("session start {}/garbage",                                     2, "input.file");
    row("session abort --reason ''",                                    2, "usage.empty_value");
    row("kill --profile {}/missing",                                    4, "connection.no_desk");
    row("kill --profile {}/gone",                                       4, "connection.no_desk");
    row("token list --profile {}/missing",                              4, "connection.no_desk");
    row("token create --name x",                                        2, "usage.arguments");
    row("token create --name x --scope read --expires nonsense",        2, "input.date");
    // clang-format on
}

void TestBadInput::isOneSentenceWithACode()
{
    QFETCH(QByteArray, line);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, code);
    QFETCH(bool, hasJson);
    m_files.expectRefusal(m_files.words(line), exitCode, code);
    if (!hasJson || QTest::currentTestFailed())
        return;
    const ProgramResult asJson
        = runStrikectl(m_files.words(line) << QStringLiteral("--json"), BadInputFolder::secondsMax);
    QCOMPARE(asJson.exitCode, exitCode);
    QVERIFY2(asJson.errors.isEmpty(), asJson.errors.constData());
    const QJsonObject error = asJson.json().value(QStringLiteral("error")).toObject();
    QCOMPARE(error.value(QStringLiteral("code")).toString(), QString::fromLatin1(code));
    QVERIFY(!error.value(QStringLiteral("message")).toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_BadInput.moc"
