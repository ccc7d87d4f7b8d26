// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/DeskRuntime.h"
#include "tests/api/DeskServer.h"
#include "tests/api/LiveDesk.h"
#include "ui/base/DeskLink.h"
#include "ui/base/Format.h"
#include "ui/orders/OrdersModel.h"
#include "ui/slippage/BudgetGauge.h"
#include "ui/window/MainWindow.h"

#include <QAbstractItemView>
#include <QJsonArray>
#include <QTest>

using namespace strikedesk;
using namespace strikedesk::ui;

// From three dollars up.
const Price tick = Price::ofCents(5);

// Goal: ticket, blotter, slippage dock and API show one ledger. Method: a whole desk on the simulated market
// with its window and its API, orders that spend and that reserve, and the words of each door beside each
// other.
class TestSameLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyDoorShowsTheSameLedger();

private:
    [[nodiscard]] QJsonObject ask(const QByteArray& path) const
    {
        return RawClient(m_server->port()).ask("GET", path, m_token).json();
    }
    [[nodiscard]] const ChainRow* liquidCall() const;
    void buy(const ChainRow& row, Price limit);
    [[nodiscard]] OrderPreview review(const std::string& symbol, std::int64_t quantity);
    [[nodiscard]] QString wordsOfApi() const;
    [[nodiscard]] QString wordsOfDock() const;
    [[nodiscard]] Money sumOfBlotter(int column) const;
    [[nodiscard]] const SlippageLevelView* dayLevel() const;

    QTemporaryDir m_profile;
    std::unique_ptr<DeskRuntime> m_runtime;
    std::unique_ptr<api::ApiServer> m_server;
    std::unique_ptr<MainWindow> m_window;
    std::optional<Price> m_reviewLimit;
    QByteArray m_token;
};

void TestSameLedger::initTestCase()
{
    auto opened = openLiveDesk(m_profile.filePath(u"desk"_qs).toStdString());
    QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
    m_runtime = std::move(opened->runtime);
    m_server = std::move(opened->server);
    m_token = tokenFrom(m_server->ownerSocket(), u"read"_qs);
    m_window = std::make_unique<MainWindow>(m_runtime->engine());
    m_window->show();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->link().snapshot() && m_window->link().snapshot()->isArmed, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(liquidCall(), 30'000);
}

/// One whose market leaves room between mid and ask for a limit that reserves something.
const ChainRow* TestSameLedger::liquidCall() const
{
    const PricingSnapshotPtr pricing = m_window->link().pricing();
    if (!pricing || pricing->chains.empty())
        return nullptr;
    for (const ChainExpiry& expiry : pricing->chains.front()->expiries) {
        for (const ChainRow& row : expiry.rows) {
            const bool isTwoSided = row.quote.bid && row.quote.ask;
            if (row.isCall && isTwoSided && row.quote.ask->price - row.quote.bid->price >= Price::ofCents(6))
                return &row;
        }
    }
    return nullptr;
}

void TestSameLedger::buy(const ChainRow& row, Price limit)
{
    OrderRequest request;
    request.legs = {{row.symbol, Side::Buy, 1, PositionEffect::Open}};
    request.quantity = Quantity(2);
    request.type = OrderType::Limit;
    request.limit = limit;
    request.strategy = "ledger";
    bool isTaken = false;
    QString refusal;
    m_window->link().post(SubmitOrder {request}, m_window.get(), [&](const Result<DeskReply>& reply) {
        isTaken = true;
        refusal = reply ? QString() : textOf(reply.error().message);
    });
    QTRY_VERIFY_WITH_TIMEOUT(isTaken, 30'000);
    QVERIFY2(refusal.isEmpty(), qPrintable(refusal));
}

/// A limit far beyond the ask, so that a few packages need more than there is.
OrderPreview TestSameLedger::review(const std::string& symbol, std::int64_t quantity)
{
    OrderRequest request;
    request.legs = {{symbol, Side::Buy, 1, PositionEffect::Open}};
    request.quantity = Quantity(quantity);
    request.type = OrderType::Limit;
    request.limit = m_reviewLimit;
    request.strategy = "ledger";
    std::optional<OrderPreview> preview;
    m_window->link().post(PreviewOrder {request}, m_window.get(), [&](const Result<DeskReply>& reply) {
        preview = reply ? std::get<OrderPreview>(*reply) : OrderPreview {};
    });
    if (!QTest::qWaitFor([&] { return preview.has_value(); }, 10'000))
        return {};
    return *preview;
}

const CheckResult& budgetCheck(const OrderPreview& preview)
{
    static const CheckResult none;
    const auto check = std::ranges::find(preview.checks, "slippage.budget_exhausted", &CheckResult::code);
    return check == preview.checks.end() ? none : *check;
}

QString wordsOf(const QString& name, const QString& limit, const QString& spent, const QString& reserved,
                const QString& left)
{
    return u"%1: limit %2, spent %3, reserved %4, left %5"_qs.arg(name, limit, spent, reserved, left);
}

// The levels above all orders, as the dock would say them.
QString TestSameLedger::wordsOfApi() const
{
    QStringList words;
    for (const QJsonValue level : ask("/api/v1/slippage").value(QLatin1String("levels")).toArray()) {
        const QString kind = level[QLatin1String("level")].toString();
        if (kind == u"order"_qs)
            continue;
        const auto dollars = [&](const char* key) {
            const auto money = Money::parse(level[QLatin1String(key)].toString().toStdString());
            return money ? dollarsText(*money) : u"?"_qs;
        };
        words += wordsOf(kind, dollars("limit"), dollars("spent"), dollars("reserved"), dollars("left"));
    }
    words.sort();
    return words.join(u'\n');
}

QString TestSameLedger::wordsOfDock() const
{
    QStringList words;
    const QStringList spoken
        = m_window->findChild<BudgetGauge*>()->accessibleDescription().split(u"; "_qs, Qt::SkipEmptyParts);
    for (const QString& level : spoken) {
        if (!level.startsWith(u"Order"_qs))
            words += level.left(1).toLower()
                + level.mid(1).section(u", near"_qs, 0, 0).section(u" bp"_qs, 0, 0);
    }
    for (QString& level : words) { // what is weighted by premium has a place of its own in the API
        const int points = int(level.lastIndexOf(u", "_qs));
        if (level.mid(points + 2).front().isDigit() || level.mid(points + 2).front() == u'-')
            level.truncate(points);
    }
    words.sort();
    return words.join(u'\n');
}

Money TestSameLedger::sumOfBlotter(int column) const
{
    Money sum;
    const auto* table = m_window->findChild<QAbstractItemView*>(u"ordersTable"_qs);
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        QString text = table->model()->index(row, column).data().toString();
        text.replace(u'−', u'-').remove(u'+').remove(u',');
        sum += Money::parse(text.toStdString()).value_or(Money());
    }
    return sum;
}

const SlippageLevelView* TestSameLedger::dayLevel() const
{
    const DeskSnapshotPtr desk = m_window->link().snapshot();
    const auto day = std::ranges::find(desk->slippageLevels, "day", &SlippageLevelView::level);
    return day == desk->slippageLevels.end() ? nullptr : &*day;
}

void TestSameLedger::everyDoorShowsTheSameLedger()
{
    m_window->raiseDock(u"ordersDock"_qs);
    m_window->raiseDock(u"slippageDock"_qs);
    const ChainRow row = *liquidCall();
    m_reviewLimit = row.quote.ask->price + Price::ofWhole(1);
    buy(row, row.quote.ask->price);
    QTRY_VERIFY_WITH_TIMEOUT(dayLevel() && !dayLevel()->spent.isZero(), 60'000);
    // A limit between mid and ask reserves what it may cost until it has filled; one that fills at once is
    // followed by another.
    for (int tries = 0; tries < 20 && !(dayLevel() && dayLevel()->reserved.isPositive()); ++tries) {
        const ChainRow now = *liquidCall();
        buy(now, now.quote.ask->price - tick);
        QTest::qWait(50);
    }
    QTRY_COMPARE_WITH_TIMEOUT(wordsOfDock(), wordsOfApi(), 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(sumOfBlotter(OrdersModel::Reserved).text(), dayLevel()->reserved.text(),
                              10'000);
    QTRY_COMPARE_WITH_TIMEOUT(sumOfBlotter(OrdersModel::Slippage).text(), dayLevel()->spent.text(), 10'000);
    // The ticket reviews against what is left of it.
    Money left = Money::ofWhole(1'000'000);
    for (const SlippageLevelView& level : m_window->link().snapshot()->slippageLevels) {
        if (level.level == "day" || level.level == "underlying" || level.name == "ledger")
            left = std::min(left, level.left);
    }
    for (const std::int64_t quantity : {1, 5, 50}) {
        const OrderPreview preview = review(row.symbol, quantity);
        QVERIFY(preview.slippageToReserve.isPositive());
        QCOMPARE(budgetCheck(preview).isPassed, preview.slippageToReserve <= left);
    }
}

QTEST_MAIN(TestSameLedger)
#include "tst_SameLedger.moc"
