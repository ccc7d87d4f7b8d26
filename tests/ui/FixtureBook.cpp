// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/FixtureBook.h"

#include "tests/ui/FixtureMarket.h"
#include "tests/ui/FixtureRecord.h"

#include <cmath>

namespace strikedesk::ui {
namespace {

using namespace std::chrono;

constexpr Date fixtureToday {year {2026}, month {11}, day {20}};
constexpr Date fixtureMonthly {year {2026}, month {12}, day {18}};

Price cents(std::int64_t count)
{
    return Price::ofCents(count);
}

PositionView fixtureLeg(const PricingSnapshot& market, const char* underlying, const char* structureId,
                        const char* structure, const std::string& symbol, int quantity,
                        std::int64_t averageCents)
{
    const ChainRow& row = fixtureRow(market, symbol);
    PositionView leg;
    leg.underlying = underlying;
    leg.structureId = structureId;
    leg.structure = structure;
    leg.strategy = "income";
    leg.symbol = symbol;
    leg.quantity = Quantity(quantity);
    leg.multiplier = 100;
    leg.averagePrice = cents(averageCents);
    leg.cost = value(leg.averagePrice, leg.quantity, Multiplier(100));
    leg.mark = row.mark;
    leg.markQuality = row.isModelMark ? "model" : row.quality.isStale ? "stale" : "mid";
    leg.markAgeSeconds = row.bidAgeSeconds.value_or(0.6);
    leg.state = "open";
    if (row.mark) {
        leg.marketValue = value(*row.mark, leg.quantity, Multiplier(100));
        leg.unrealised = *leg.marketValue - leg.cost;
    }
    const auto& exit = leg.quantity.isNegative() ? row.quote.ask : row.quote.bid;
    if (exit)
        leg.liquidationValue = value(exit->price, leg.quantity, Multiplier(100));
    return leg;
}

std::vector<PositionView> fixturePositions(const PricingSnapshot& market)
{
    const auto spy
        = [](bool isCall, double strike) { return fixtureSymbol("SPY", fixtureMonthly, isCall, strike); };
    const auto leg = [&](const char* id, const char* name, const std::string& symbol, int quantity,
                         int price) { return fixtureLeg(market, "SPY", id, name, symbol, quantity, price); };
    std::vector<PositionView> positions {
        leg("ST-000012", "iron condor", spy(false, 580), 5, 291),
        leg("ST-000012", "iron condor", spy(false, 590), -5, 472),
        leg("ST-000012", "iron condor", spy(true, 615), -5, 331),
        leg("ST-000012", "iron condor", spy(true, 625), 5, 118),
        leg("ST-000015", "long call vertical", fixtureSymbol("SPY", fixtureToday, true, 600), 4, 214),
        leg("ST-000015", "long call vertical", fixtureSymbol("SPY", fixtureToday, true, 603), -4, 92),
        fixtureLeg(market, "SPX", "ST-000017", "short put vertical",
                   fixtureSymbol("SPXW", fixtureMonthly, false, 5950), -1, 6420),
        fixtureLeg(market, "SPX", "ST-000017", "short put vertical",
                   fixtureSymbol("SPXW", fixtureMonthly, false, 5900), 1, 5165),
        fixtureLeg(market, "KO", "ST-000011", "short strangle",
                   fixtureSymbol("KO", fixtureMonthly, false, 66), -3, 62),
        fixtureLeg(market, "KO", "ST-000011", "short strangle", fixtureSymbol("KO", fixtureMonthly, true, 71),
                   -3, 48),
    };
    positions[0].realised = Money::ofCents(18'250);
    positions[4].settlesAt = Instant {sys_days {fixtureToday}} + hours(21);
    return positions;
}

RuleOutlook fixtureRule(const char* name, const char* when, const char* verdict, const char* sentence)
{
    RuleOutlook rule;
    rule.terms.name = name;
    rule.terms.when = when;
    const auto condition = RuleCondition::parse(when);
    rule.terms = withDefaults(rule.terms, *condition);
    rule.phase = "watching";
    rule.verdict = verdict;
    rule.sentence = sentence;
    rule.allotted = Quantity(5);
    rule.quantity = Quantity(5);
    rule.profit = Money::ofCents(41'150);
    return rule;
}

std::vector<RulesReplyPtr> fixtureRules()
{
    RulesReply condor;
    condor.structure = "ST-000012";
    condor.isSet = true;
    condor.facts.packages = Quantity(5);
    condor.facts.cost = Money::ofCents(-197'000);
    condor.held = Quantity(5);
    condor.profit = Money::ofCents(41'150);
    condor.rules = {
        fixtureRule("half", "profit >= 50% of credit", "waits",
                    "Waits: profit >= 50% of credit (411.50 of 985.00 $). It would close 2 of 2 for 164.60 $ "
                    "after fees."),
        fixtureRule("stop", "loss >= 2 x credit", "waits",
                    "Waits: loss >= 2 x credit (-411.50 of 3,940.00 $). It would close 5 of 5 for 411.50 $ "
                    "after fees."),
        fixtureRule("out", "dte <= 21", "confirms", "Is met, 0 of 1 times: dte <= 21 (20 days)."),
    };
    condor.rules[0].terms.close = 5'000;
    condor.rules[0].allotted = condor.rules[0].quantity = Quantity(2);
    condor.rules[0].profit = Money::ofCents(16'460);
    RulesReply strangle;
    strangle.structure = "ST-000011";
    strangle.isSet = true;
    strangle.isPaused = true;
    strangle.facts.packages = Quantity(3);
    strangle.facts.cost = Money::ofCents(-33'000);
    strangle.held = Quantity(3);
    strangle.fault = "KO 18 Dec 26 66 P is one-sided";
    strangle.rules
        = {fixtureRule("stop", "loss >= 2 x credit", "blind",
                       "Cannot see: loss >= 2 x credit (not known). It does nothing on such quotes.")};
    strangle.rules[0].profit.reset();
    strangle.rules[0].allotted = strangle.rules[0].quantity = Quantity(3);
    strangle.rules[0].alarm
        = "Its quotes have been bad for 30 s (one side is absent): it waits, and does nothing on them.";
    return {std::make_shared<const RulesReply>(strangle), std::make_shared<const RulesReply>(condor)};
}

AccountView fixtureAccount(const std::vector<PositionView>& positions)
{
    AccountView account;
    account.id = "PAPER-1";
    account.type = "margin";
    account.optionLevel = 4;
    account.cash = Money::ofCents(10'248'317);
    account.settledCash = account.cash;
    account.buyingPower = Money::ofCents(8'651'240);
    account.marginRequired = Money::ofCents(1'597'077);
    account.excess = Money::ofCents(8'651'240);
    account.realised = Money::ofCents(43'180);
    account.fees = Money::ofCents(2'314);
    Money unrealised;
    Money worth = account.cash;
    for (const PositionView& leg : positions) {
        unrealised += leg.unrealised.value_or(Money());
        worth += leg.marketValue.value_or(Money());
    }
    account.unrealised = unrealised;
    account.netLiquidation = worth;
    account.asOf = fixtureNow();
    account.source = "own books";
    return account;
}

void addFixtureLinks(DeskSnapshot& desk)
{
    desk.links = {{"feed", true, "simulated, seed 1", 0.2},
                  {"venue", true, "simulated exchange, calibrated", 0.3},
                  {"storage", true, "synchronous, 0.4 ms", 0.1}};
    desk.limits = {{"risk.max_order_quantity", "Largest order", "50", "packages"},
                   {"risk.max_loss", "Largest loss of one order", "5,000.00", "dollars"}};
    desk.limits.push_back({"risk.unusual_size", "Contracts per leg that ask for a word", "10", "contracts",
                           "strategy:income", "soft"});
    desk.limits.push_back({"risk.option_level", "Highest option level used", "2", "level"});
    desk.limits.back().pending
        = PendingLimitView {"3", fixtureNow() + std::chrono::minutes(42), "screen", "spreads from Monday on"};
}

GreeksRow greeksRow(const char* level, const char* underlying, const char* name,
                    std::optional<Instant> settlesAt, std::optional<Greeks> greeks, double spot)
{
    GreeksRow row;
    row.level = level;
    row.underlying = underlying;
    row.name = name;
    row.settlesAt = settlesAt;
    row.greeks = greeks;
    if (greeks) {
        row.dollarDelta = greeks->delta * spot;
        row.dollarGammaPerPercent = greeks->gamma * spot * spot / 100;
        row.dollarTheta = greeks->thetaPerDay;
        row.dollarVega = greeks->vegaPerPoint;
    }
    row.ageSeconds = 0.4;
    row.quality = "fresh";
    return row;
}

} // namespace

DeskSnapshot fixtureBook(const PricingSnapshot& market)
{
    DeskSnapshot desk;
    desk.now = fixtureNow();
    desk.mode = DeskMode::Paper;
    desk.isSimulatedMarket = true;
    desk.market = "simulated, seed 1";
    desk.fillModel = "calibrated";
    desk.epoch = 3;
    desk.isArmed = true;
    desk.isReconciled = true;
    desk.dataAgeSeconds = 0.2;
    desk.queueDepth = 0;
    desk.durableSequence = 1487;
    desk.auditHead = "9f2c41d07ab63e58";
    desk.positions = fixturePositions(market);
    desk.rules = fixtureRules();
    desk.account = fixtureAccount(desk.positions);
    addFixtureLinks(desk);
    addFixtureRecord(desk);
    return desk;
}

std::vector<GreeksRow> fixtureGreeks()
{
    const Instant today = Instant {sys_days {fixtureToday}} + hours(21);
    const Instant monthlyAm = Instant {sys_days {fixtureMonthly}} + hours(14) + minutes(30);
    const Instant monthlyPm = Instant {sys_days {fixtureMonthly}} + hours(21);
    std::vector<GreeksRow> rows {
        greeksRow("underlying", "SPY", "SPY", {}, Greeks {61.4, -14.2, 118.6, -212.4, 9.1}, 601.37),
        greeksRow("expiry", "SPY", "20 Nov 26 PM", today, Greeks {96.2, -8.8, -41.3, 1.2, 0.3}, 601.37),
        greeksRow("expiry", "SPY", "18 Dec 26 PM", monthlyPm, Greeks {-34.8, -5.4, 159.9, -213.6, 8.8},
                  601.37),
        greeksRow("underlying", "SPX", "SPX", {}, Greeks {11.8, -0.4, 62.1, -88.0, 21.5}, 6021.4),
        greeksRow("expiry", "SPX", "18 Dec 26 AM", monthlyAm, Greeks {0.0, 0.0, 0.0, 0.0, 0.0}, 6021.4),
        greeksRow("expiry", "SPX", "18 Dec 26 PM", monthlyPm, Greeks {11.8, -0.4, 62.1, -88.0, 21.5}, 6021.4),
        greeksRow("underlying", "KO", "KO", {}, std::nullopt, 68.42),
        greeksRow("expiry", "KO", "18 Dec 26 PM", monthlyPm, std::nullopt, 68.42),
        greeksRow("total", "", "All", {}, std::nullopt, 0),
    };
    rows[6].legsWithoutGreeks = 2;
    rows[6].quality = "incomplete";
    rows[7].legsWithoutGreeks = 2;
    rows[7].quality = "incomplete";
    rows[8].dollarDelta = 107'976.0;
    rows[8].dollarGammaPerPercent = -51'498.0;
    rows[8].dollarTheta = 180.7;
    rows[8].dollarVega = -300.4;
    rows[8].legsWithoutGreeks = 2;
    return rows;
}

OrderPreview fixturePreview()
{
    OrderPreview preview;
    preview.naturalPrice = cents(241);
    preview.midPrice = Price::ofUnits(23'550);
    preview.worstPrice = cents(240);
    preview.maximumLoss = Money::ofCents(48'000);
    preview.maximumGain = Money::ofCents(52'000);
    preview.buyingPowerBefore = Money::ofCents(8'651'240);
    preview.buyingPowerAfter = Money::ofCents(8'602'980);
    preview.marginAfter = Money::ofCents(1'597'077);
    preview.fees = Money::ofCents(260);
    preview.slippageToReserve = Money::ofCents(900);
    preview.isAllowed = true;
    preview.structure = "long call vertical";
    const auto passed = [](const char* code, const char* measured, const char* limit) {
        return CheckResult {code, true, false, limit, measured, "Within the limit."};
    };
    preview.checks = {passed("risk.limits_set", "12", "12"),
                      passed("risk.max_order_quantity", "2", "50"),
                      passed("risk.max_notional", "$120,274", "$500,000"),
                      passed("risk.max_loss", "$480.00", "$5,000.00"),
                      passed("risk.buying_power", "$482.60", "$86,512.40"),
                      passed("risk.option_level", "2", "4"),
                      passed("risk.price_collar", "1.9 %", "10 %"),
                      passed("risk.duplicate", "0", "0"),
                      passed("risk.rate", "3 /min", "30 /min"),
                      passed("data.quality", "0.4 s", "15 s"),
                      passed("risk.market_hours", "open", "open"),
                      passed("slippage.budget", "$9.00", "$61.00")};
    preview.checks[9].isWarning = true;
    preview.checks[9].sentence = "One leg's market is wider than usual for its price.";
    return preview;
}

OrderPreview fixtureRefusal()
{
    OrderPreview preview = fixturePreview();
    preview.isAllowed = false;
    preview.checks[9]
        = {"data.stale", false,
           false,        "15 s",
           "41.0 s",     "An opening order needs quotes younger than 15 s; the oldest leg is 41.0 s old."};
    preview.checks[11] = {"slippage.budget_exhausted",
                          false,
                          false,
                          "$4.00",
                          "$9.00",
                          "The day's slippage budget has $4.00 left and this order may cost $9.00."};
    return preview;
}

} // namespace strikedesk::ui
