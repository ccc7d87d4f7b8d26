// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/StrikePick.h"
#include "tests/cli/AskProgram.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace strikedesk;

// `strikectl structure` as a script sees it, and the table of the documents.
class TestStructureCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCatalogueIsListed();
    void theDocumentsShowTheCatalogue();
    void aStructureIsBuilt();
    void unlimitedIsNoNumber();
    void symbolsFollowTheRoot();
    void aBookIsRecognised();
    void accountsAreKeptApart();
    void whatIsBuiltIsRecognised();
    void strikesAreFoundOnARecordedChain();
    void faultsAreErrorsWithCodes_data();
    void faultsAreErrorsWithCodes();
    void hostileTablesAreRefused_data();
    void hostileTablesAreRefused();
};

namespace {

using namespace Qt::StringLiterals;

Answer ask(const QStringList& arguments, const QByteArray& input = {})
{
    return askProgram(QStringList {u"structure"_s} + arguments, input);
}

const QByteArray condorAndCall = "account,symbol,quantity\n"
                                 ",ACME260320P00090000,2\n"
                                 ",ACME260320P00095000,-2\n"
                                 ",ACME260320C00105000,-2\n"
                                 ",ACME260320C00110000,2\n"
                                 ",ACME260417C00120000,-1\n";

} // namespace

void TestStructureCommand::theCatalogueIsListed()
{
    const Answer answer = ask(words("list --json"));
    QCOMPARE(answer.exitCode, 0);
    const QJsonArray items = answer.document()[u"items"].toArray();
    QVERIFY(items.size() >= 56);
    bool isThere = false;
    for (const QJsonValue item : items) {
        if (item[u"key"].toString() != u"short_put")
            continue;
        isThere = true;
        QCOMPARE(item[u"pattern"].toString(), u"-P1"_s);
        QCOMPARE(item[u"family"].toString(), u"single"_s);
        QVERIFY(item[u"aliases"].toArray().contains(u"cash_secured_put"_s));
    }
    QVERIFY(isThere);
    QVERIFY(ask(words("list")).output.contains("short_iron_condor"));
}

void TestStructureCommand::theDocumentsShowTheCatalogue()
{
    QFile file(QStringLiteral(STRIKEDESK_STRUCTURES_PAGE));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray table = ask(words("list --markdown")).output;
    QVERIFY(table.size() > 1'000);
    QVERIFY2(file.readAll().contains(table),
             "docs/structures.md wants the table that `strikectl structure list --markdown` prints");
}

void TestStructureCommand::aStructureIsBuilt()
{
    const Answer answer = ask(words("build short_iron_condor --strikes 90,95,105,110 --expiries 2026-03-20 "
                                    "--packages 2 --net -1.25 --json"));
    QVERIFY2(answer.exitCode == 0, answer.output.constData());
    const QJsonObject document = answer.document();
    QCOMPARE(document[u"title"].toString(), u"short iron condor"_s);
    QCOMPARE(document[u"packages"].toInt(), 2);
    QCOMPARE(document[u"legs"].toArray().size(), 4);
    QCOMPARE(document[u"legs"][1][u"quantity"].toInt(), -2);
    QCOMPARE(document[u"legs"][1][u"kind"].toString(), u"put"_s);
    QVERIFY(document[u"legs"][1][u"symbol"].isNull());
    QCOMPARE(document[u"maximum_loss"].toString(), u"750.0000"_s);
    QCOMPARE(document[u"maximum_gain"].toString(), u"250.0000"_s);
    QCOMPARE(document[u"break_evens"].toArray(), (QJsonArray {u"93.7500"_s, u"106.2500"_s}));
    QVERIFY(document[u"naked"].toArray().isEmpty());
    QVERIFY(!document[u"loss_unlimited"].toBool());
    const Answer stock = ask(words("build long_stock --packages 3 --net 50 --json"));
    QCOMPARE(stock.document()[u"packages"].toInt(), 3);
    QCOMPARE(stock.document()[u"maximum_loss"].toString(), u"15000.0000"_s);
}

void TestStructureCommand::unlimitedIsNoNumber()
{
    const QStringList asked
        = words("build call_ratio_spread --strikes 100,110 --expiries 2026-03-20 --ratio 1:3");
    const QJsonObject document = ask(asked + words("--json")).document();
    QVERIFY(document[u"maximum_loss"].isNull());
    QVERIFY(document[u"loss_unlimited"].toBool());
    QCOMPARE(document[u"naked"][0][u"quantity"].toInt(), -2);
    const Answer plain = ask(asked);
    QVERIFY(plain.output.contains("maximum loss unlimited") && plain.output.contains("naked: -2 110"));
}

void TestStructureCommand::symbolsFollowTheRoot()
{
    const QJsonObject document
        = ask(words("build covered_call --strikes 100 --expiries 2026-03-20 --root ACME "
                    "--json"))
              .document();
    QCOMPARE(document[u"legs"][0][u"symbol"].toString(), u"ACME"_s);
    QCOMPARE(document[u"legs"][1][u"symbol"].toString(), u"ACME  260320C00100000"_s);
}

void TestStructureCommand::aBookIsRecognised()
{
    const Answer answer = ask(words("recognise - --json"), condorAndCall);
    QVERIFY2(answer.exitCode == 0, answer.output.constData());
    const QJsonArray books = answer.document()[u"underlyings"].toArray();
    QCOMPARE(books.size(), 1);
    const QJsonObject book = books[0].toObject();
    QVERIFY(book[u"exact"].toBool());
    QCOMPARE(book[u"parts"].toArray().size(), 2);
    QCOMPARE(book[u"parts"][0][u"key"].toString(), u"short_iron_condor"_s);
    QCOMPARE(book[u"parts"][0][u"packages"].toInt(), 2);
    QVERIFY(!book[u"parts"][0][u"also"].toArray().isEmpty());
    QCOMPARE(book[u"parts"][1][u"key"].toString(), u"short_call"_s);
    QCOMPARE(book[u"naked"].toArray().size(), 1);
    QCOMPARE(book[u"naked"][0][u"symbol"].toString(), u"ACME  260417C00120000"_s);
    QCOMPARE(book[u"naked"][0][u"quantity"].toInt(), -1);
    const Answer plain = ask(words("recognise -"), condorAndCall);
    QVERIFY(plain.output.contains("naked: -1 ACME  260417C00120000"));
    QVERIFY(plain.output.contains("also 2 bull put vertical + 2 bear call vertical"));
}

void TestStructureCommand::accountsAreKeptApart()
{
    const Answer answer = ask(words("recognise - --json"),
                              "account,symbol,quantity\nA,ACME260320C00100000,-1\nB,ACME,100\n"
                              "B,ACME260320C00100000,-1\nA,XYZ,5\n");
    const QJsonArray books = answer.document()[u"underlyings"].toArray();
    QCOMPARE(books.size(), 3);
    QCOMPARE(books[0][u"parts"][0][u"key"].toString(), u"short_call"_s);
    QCOMPARE(books[1][u"parts"][0][u"key"].toString(), u"covered_call"_s);
    QCOMPARE(books[2][u"parts"][0][u"key"].toString(), u"long_stock"_s);
}

void TestStructureCommand::whatIsBuiltIsRecognised()
{
    const QJsonArray legs = ask(words("build long_double_diagonal --strikes 90,95,105,110 --expiries "
                                      "2026-03-20,2026-04-17 --root ACME --packages 7 --json"))
                                .document()[u"legs"]
                                .toArray();
    QByteArray table = "symbol,quantity\n";
    for (const QJsonValue leg : legs)
        table
            += leg[u"symbol"].toString().toUtf8() + ',' + QByteArray::number(leg[u"quantity"].toInt()) + '\n';
    const QJsonValue part
        = ask(words("recognise - --json"), table).document()[u"underlyings"][0][u"parts"][0];
    QCOMPARE(part[u"key"].toString(), u"long_double_diagonal"_s);
    QCOMPARE(part[u"packages"].toInt(), 7);
}

// A condor by delta on a recorded day: deltas in order leave each leg the one that is nearest by itself.
void TestStructureCommand::strikesAreFoundOnARecordedChain()
{
    const QString data = QStringLiteral(STRIKEDESK_SHARED_DATA "/lean/Data");
    if (!QFileInfo::exists(data))
        QSKIP("shared/data is absent");
    QProcess program;
    program.start(QStringLiteral(STRIKECTL_PROGRAM),
                  words("chain --underlying aapl --date 2014-06-06 --time 15:30 --json --data") << data);
    QVERIFY(program.waitForFinished());
    const QJsonObject chain = QJsonDocument::fromJson(program.readAllStandardOutput()).object();
    const QJsonArray contracts = chain[u"contracts"].toArray();
    QVERIFY(!contracts.isEmpty());
    const QString expiry = u"2014-07-19"_s; // the monthly one, with the most strikes
    std::vector<ListedOption> options;
    for (const QJsonValue row : contracts) {
        if (row[u"expiry"].toString() != expiry)
            continue;
        ListedOption& option = options.emplace_back();
        option.right = row[u"right"].toString() == u"put" ? Right::Put : Right::Call;
        option.strike = *Price::parse(row[u"strike"].toString().toStdString());
        if (row[u"delta"].isDouble())
            option.delta = row[u"delta"].toDouble();
        option.isTradable = row[u"bid"].isString() && row[u"ask"].isString();
    }
    std::vector<const ListedOption*> listed;
    for (const ListedOption& option : options)
        listed.push_back(&option);
    std::vector<StrikeSlot> wanted;
    for (const auto& [right, delta] : {std::pair(Right::Put, 0.12), std::pair(Right::Put, 0.30),
                                       std::pair(Right::Call, 0.30), std::pair(Right::Call, 0.12)})
        wanted.push_back({StrikePick {PickBy::Delta, delta}, {right}});
    const auto strikes = pickStrikes(wanted, listed, {});
    QVERIFY2(strikes.has_value(), strikes ? "" : strikes.error().message.c_str());
    for (std::size_t place = 0; place < wanted.size(); ++place) {
        const auto away = [&](const ListedOption& option) {
            const bool counts = option.isTradable && option.delta && option.right == wanted[place].rights[0];
            return counts ? std::abs(std::abs(*option.delta) - wanted[place].pick.value) : 9.0;
        };
        const auto nearest = std::ranges::min_element(options, {}, away);
        const auto found = std::ranges::find_if(options, [&](const ListedOption& option) {
            return option.right == wanted[place].rights[0] && option.strike == (*strikes)[place];
        });
        QVERIFY(found != options.end());
        QCOMPARE(away(*found), away(*nearest));
    }
}

void TestStructureCommand::faultsAreErrorsWithCodes_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const char* line, const char* code) {
        QTest::newRow(name) << QString::fromLatin1(line) << QString::fromLatin1(code);
    };
    row("no such structure", "build iron_duke --json", "structure.unknown");
    row("strikes missing", "build long_call --expiries 2026-03-20 --json", "structure.strikes");
    row("a strike that is no price", "build long_call --strikes ten --expiries 2026-03-20 --json",
        "input.decimal");
    row("a negative strike", "build long_call --strikes=-5 --expiries 2026-03-20 --json", "structure.strike");
    row("strikes out of order", "build bull_call_vertical --strikes 9,8 --expiries 2026-03-20 --json",
        "structure.strike_order");
    row("no expiry", "build long_call --strikes 9 --json", "structure.expiries");
    row("a day that does not exist", "build long_call --strikes 9 --expiries 2026-02-30 --json",
        "input.date");
    row("expiries out of order",
        "build long_call_calendar --strikes 9 --expiries 2026-04-17,2026-03-20 --json", "structure.expiries");
    row("no packages", "build long_call --strikes 9 --expiries 2026-03-20 --packages 0 --json",
        "structure.packages");
    row("packages without end",
        "build long_call --strikes 9 --expiries 2026-03-20 --packages 999999999 --json",
        "structure.packages");
    row("packages that are none", "build long_call --strikes 9 --expiries 2026-03-20 --packages x --json",
        "input.count");
    row("a ratio that is none",
        "build call_backspread --strikes 9,10 --expiries 2026-03-20 --ratio 12 --json", "input.count");
    row("a ratio the wrong way round",
        "build call_backspread --strikes 9,10 --expiries 2026-03-20 --ratio 3:2 --json", "structure.ratio");
    row("a root that is none", "build long_call --strikes 9 --expiries 2026-03-20 --root acme1xyz --json",
        "input.root");
    row("no such file", "recognise nowhere.csv --json", "input.file");
    row("no verb", "--json", "usage.arguments");
}

void TestStructureCommand::faultsAreErrorsWithCodes()
{
    QFETCH(QString, line);
    QFETCH(QString, code);
    const Answer answer = ask(line.split(u' '));
    QCOMPARE(answer.exitCode, 2);
    QCOMPARE(answer.code(), code);
}

void TestStructureCommand::hostileTablesAreRefused_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<bool>("isGood");
    const auto row = [](const char* name, const QByteArray& table, bool isGood = false) {
        QTest::newRow(name) << table << isGood;
    };
    const QByteArray header = "symbol,quantity\n";
    row("nothing", {});
    row("a header alone", header);
    row("no such column", "symbol,count\nACME,1\n");
    row("bytes", QByteArray(4'000, '\xff'));
    row("zeros", QByteArray(4'000, '\0'));
    row("quotes without end", header + "\"ACME,1\n");
    row("a symbol of another market", header + "ES 20MAR26,1\n");
    row("an expiry that does not exist", header + "ACME260231C00100000,1\n");
    row("a fraction of a contract", header + "ACME260320C00100000,0.5\n");
    row("a number without end", header + "ACME260320C00100000,99999999999999999999\n");
    row("control characters", header + "AC\x1b[31mME,1\n");
    row("one cell too many", header + "ACME,1,2\n");
    row("as much as fits", header + "ACME260320C00100000,-999999999\nACME,999999999\n", true);
    row("a ratio of nothing sensible",
        header + "ACME260320C00100000,999999998\nACME260320C00105000,-999999999\n", true);
    row("the same series often", header + QByteArray("ACME260320C00100000,1\n").repeated(5'000), true);
    row("nothing in the end", header + "ACME260320C00100000,1\nACME260320C00100000,-1\n", true);
    QByteArray many = header;
    for (int strike = 1; strike <= 2'500; ++strike)
        many += "ACME260320C" + QByteArray::number(strike * 1'000).rightJustified(8, '0') + ",1\n";
    row("more series than a book has", many);
}

void TestStructureCommand::hostileTablesAreRefused()
{
    QFETCH(QByteArray, table);
    QFETCH(bool, isGood);
    const Answer answer = ask(words("recognise - --json"), table);
    QCOMPARE(answer.exitCode, isGood ? 0 : 2);
    QCOMPARE(answer.code().isEmpty(), isGood);
    QVERIFY(!answer.output.contains('\x1b'));
}

QTEST_GUILESS_MAIN(TestStructureCommand)
#include "tst_StructureCommand.moc"
