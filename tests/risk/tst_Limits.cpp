// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/risk/RiskGate.h"

#include <QFile>
#include <QTest>

#include <set>

namespace strikedesk {

class TestLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLimitIsInTheShippedSetAndNamedOnce();
    void limitsSurviveTheRecord();
    void badLimitsAreRefused_data();
    void badLimitsAreRefused();
    void scopesSurviveTheirText_data();
    void scopesSurviveTheirText();
    void theTightestScopeBinds();
    void aTighterLimitIsOneThatAllowsLess_data();
    void aTighterLimitIsOneThatAllowsLess();
    void thePageOfChecksSaysWhatTheTableSays();
    void thePageOfLimitsSaysWhatTheTableSays();
};

} // namespace strikedesk

Q_DECLARE_METATYPE(strikedesk::LimitId)
Q_DECLARE_METATYPE(strikedesk::LimitStep)

namespace strikedesk {
namespace {

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

// The rows of the table under a heading of docs/risk-checks.md, without its head.
QStringList documentRows(const QString& heading)
{
    QFile file(QStringLiteral(STRIKEDESK_RESOURCES "/../docs/risk-checks.md"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readAll());
    const QString section = text.section(QStringLiteral("\n## ") + heading + QLatin1Char('\n'), 1)
                                .section(QStringLiteral("\n## "), 0, 0);
    QStringList rows;
    for (const QString& line : section.split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1String("| ")))
            rows << line;
    }
    return rows.mid(1);
}

} // namespace

void TestLimits::everyLimitIsInTheShippedSetAndNamedOnce()
{
    const Limits limits = shippedLimits();
    QCOMPARE(limits.version, 1);
    std::set<std::string_view> codes;
    for (const LimitRow& row : limitTable()) {
        QVERIFY(codes.insert(row.code).second);
        QCOMPARE(limits.find(row.id).value(), row.shipped);
        QCOMPARE(&rowOf(row.id), &row);
    }
    QVERIFY(!Limits {}.find(LimitId::OrderLoss));
    QVERIFY(!Limits {}.findMoney(LimitId::OrderLoss));
    QCOMPARE(limits.findMoney(LimitId::OrderLoss).value(), Money::ofWhole(25'000));
}

void TestLimits::limitsSurviveTheRecord()
{
    const Limits limits = shippedLimits();
    const auto texts = textsOf(limits);
    QCOMPARE(texts.at("risk.max_loss"), std::string("25000.0000"));
    QCOMPARE(texts.at("risk.naked_granted"), std::string("no"));
    const auto back = limitsFrom(1, texts);
    QVERIFY(back);
    QVERIFY(*back == limits);
    QVERIFY(limitsFrom(0, {})->values.empty());
}

void TestLimits::badLimitsAreRefused_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* code, const char* value, const char* expected) {
        QTest::newRow(name) << QString::fromLatin1(code) << QString::fromLatin1(value)
                            << QString::fromLatin1(expected);
    };
    row("an unknown limit", "risk.max_everything", "1", "input.limit_code");
    row("a negative count", "risk.max_order_quantity", "-1", "input.limit_value");
    row("half a contract", "risk.max_order_quantity", "1.5", "input.limit_value");
    row("no number", "risk.max_order_quantity", "", "input.limit_value");
    row("a number with a tail", "risk.max_order_quantity", "1x", "input.limit_value");
    row("beyond the largest", "risk.max_order_quantity", "1000001", "input.limit_value");
    row("beyond 64 bits", "risk.max_order_quantity", "99999999999999999999", "input.limit_value");
    row("negative dollars", "risk.max_loss", "-0.0001", "input.limit_value");
    row("dollars with five places", "risk.max_loss", "1.00001", "input.limit_value");
    row("perhaps", "risk.naked_granted", "perhaps", "input.limit_value");
    row("a fifth option level", "risk.option_level", "5", "input.limit_value");
    row("the fourth option level", "risk.option_level", "4", "");
    row("the largest count", "risk.max_order_quantity", "1000000", "");
    row("granted", "risk.naked_granted", "yes", "");
}

void TestLimits::badLimitsAreRefused()
{
    QFETCH(QString, code);
    QFETCH(QString, value);
    QFETCH(QString, expected);
    const auto limits = limitsFrom(2, {{code.toStdString(), value.toStdString()}});
    QCOMPARE(limits ? QString() : QString::fromStdString(limits.error().code), expected);
}

void TestLimits::scopesSurviveTheirText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");
    const auto row = [](const char* text, bool isGood) { QTest::newRow(text) << text << isGood; };
    row("account", true);
    row("underlying:SPXW", true);
    row("expiry:2026-03-20", true);
    row("strategy:income", true);
    row("principal:token:ci-bot", true); // a name may hold colons
    row("account:mine", false);
    row("underlying:", false);
    row("underlying", false);
    row("expiry:2026-02-30", false);
    row("desk", false);
    row("", false);
}

void TestLimits::scopesSurviveTheirText()
{
    QFETCH(QString, text);
    QFETCH(bool, isGood);
    const auto scope = parseLimitScope(text.toStdString());
    QCOMPARE(scope.has_value(), isGood);
    if (isGood)
        QCOMPARE(scope->text(), text.toStdString());
    else
        QCOMPARE(scope.error().code, std::string("input.limit_scope"));
}

void TestLimits::theTightestScopeBinds()
{
    const LimitScope acme {LimitScopeKind::Underlying, "ACME"};
    const LimitScope income {LimitScopeKind::Strategy, "income"};
    LimitBook book;
    book.setAccount(shippedLimits());
    book.set(acme, LimitId::OrderContracts, 7, 2);
    book.set(income, LimitId::OrderContracts, 9, 3);
    book.set(income, LimitId::NearExpiry, 30, 4);
    book.set(income, LimitId::OrdersPerSecond, 1, 5);
    book.set(acme, LimitId::OrderShares, 20'000, 6); // wider than the account's
    QCOMPARE(book.version(), 6);
    QCOMPARE(book.boundFor({}).limits.at(LimitId::OrderContracts), std::int64_t(100));
    const BoundLimits bound = book.boundFor({acme, income});
    QCOMPARE(bound.limits.at(LimitId::OrderContracts), std::int64_t(7));
    QCOMPARE(bound.limits.at(LimitId::OrderShares), std::int64_t(10'000));
    QCOMPARE(bound.limits.at(LimitId::NearExpiry), std::int64_t(30));     // more minutes allow less
    QCOMPARE(bound.limits.at(LimitId::OrdersPerSecond), std::int64_t(5)); // a sum: measured by itself
    QVERIFY(bound.narrow.at(LimitId::OrderContracts) == acme);
    QCOMPARE(bound.narrow.size(), std::size_t(2));

    book.set(acme, LimitId::OrderContracts, {}, 7);
    QCOMPARE(book.boundFor({acme, income}).limits.at(LimitId::OrderContracts), std::int64_t(9));
    // What the account lacks is not made up for by a narrower scope: no limit, no order.
    book.setAccount({});
    QVERIFY(!book.boundFor({acme, income}).limits.find(LimitId::OrderContracts));
}

void TestLimits::aTighterLimitIsOneThatAllowsLess_data()
{
    QTest::addColumn<LimitId>("id");
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("after");
    QTest::addColumn<LimitStep>("step");
    constexpr int none = -1;
    const auto row = [](const char* name, LimitId id, int before, int after, LimitStep step) {
        QTest::newRow(name) << id << before << after << step;
    };
    row("fewer contracts", LimitId::OrderContracts, 5, 4, LimitStep::Tighter);
    row("more contracts", LimitId::OrderContracts, 5, 6, LimitStep::Looser);
    row("as many", LimitId::OrderContracts, 5, 5, LimitStep::None);
    row("the first", LimitId::OrderContracts, none, 5, LimitStep::Tighter);
    row("none any more", LimitId::OrderContracts, 5, none, LimitStep::Looser);
    row("none as before", LimitId::OrderContracts, none, none, LimitStep::None);
    row("no trading for longer", LimitId::NearExpiry, 15, 16, LimitStep::Tighter);
    row("no trading for less long", LimitId::NearExpiry, 15, 14, LimitStep::Looser);
    row("a longer delay", LimitId::RaiseDelay, 60, 61, LimitStep::Tighter);
    row("uncovered shorts granted", LimitId::NakedGranted, 0, 1, LimitStep::Looser);
}

void TestLimits::aTighterLimitIsOneThatAllowsLess()
{
    QFETCH(LimitId, id);
    QFETCH(int, before);
    QFETCH(int, after);
    QFETCH(LimitStep, step);
    const auto maybe
        = [](int value) { return value < 0 ? std::nullopt : std::optional<std::int64_t>(value); };
    QCOMPARE(stepOf(id, maybe(before), maybe(after)), step);
}

void TestLimits::thePageOfChecksSaysWhatTheTableSays()
{
    const QStringList rows = documentRows(QStringLiteral("Checks"));
    QCOMPARE(rows.size(), qsizetype(gateChecks().size()));
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const GateCheck& check = gateChecks()[std::size_t(i)];
        QStringList denials;
        for (const std::string_view code : check.denials)
            denials << fromView(code);
        const QString expected = QStringLiteral("| %1 | %2 | %3 | %4 | %5 |")
                                     .arg(fromView(check.code), fromView(check.title), fromView(check.unit),
                                          denials.join(QStringLiteral(", ")),
                                          check.isSoft ? QStringLiteral("soft") : QStringLiteral("hard"));
        QVERIFY2(rows[i].startsWith(expected), qPrintable(expected));
    }
}

void TestLimits::thePageOfLimitsSaysWhatTheTableSays()
{
    QStringList expected;
    for (const LimitRow& row : limitTable()) {
        expected << QStringLiteral("| %1 | %2 | %3 | %4 | %5 | %6 |")
                        .arg(fromView(row.code), fromView(row.title), fromView(nameOf(row.unit)),
                             QString::fromStdString(limitText(row, row.shipped)),
                             QString::fromStdString(row.scopes.text()),
                             row.isSoft ? QStringLiteral("soft") : QStringLiteral("hard"));
    }
    QCOMPARE(documentRows(QStringLiteral("Limits")), expected);
}

} // namespace strikedesk

QTEST_GUILESS_MAIN(strikedesk::TestLimits)
#include "tst_Limits.moc"
