// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/Command.h"
#include "core/api/views/MarketViews.h"
#include "core/engine/ChainBuilder.h"
#include "core/instruments/TradingCalendar.h"
#include "core/market/MarketWithInputs.h"
#include "core/pricing/VolatilityHistory.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <string>
#include <vector>

namespace strikedesk::cli {
namespace {

struct ChainArguments
{
    std::string directory;
    std::string underlying;
    std::string date;
    std::string time;
    std::string expiry;
    std::string inputs;
    bool asJson = false;
};

// "HH:MM" or "HH:MM:SS".
Result<std::chrono::seconds> parseChainTime(const std::string& text)
{
    const bool isShaped = (text.size() == 5 || (text.size() == 8 && text[5] == ':')) && text[2] == ':';
    int parts[3] = {0, 0, 0};
    bool isNumber = isShaped;
    for (std::size_t part = 0; isNumber && part * 3 < text.size(); ++part) {
        const char* const first = text.data() + part * 3;
        const auto [end, code] = std::from_chars(first, first + 2, parts[part]);
        isNumber = code == std::errc {} && end == first + 2 && *first != '-';
    }
    if (!isNumber || parts[0] > 23 || parts[1] > 59 || parts[2] > 59)
        return fail("input.time",
                    fmt::format("Expected an exchange time such as 10:30 or 10:30:15, found '{}'.", text));
    return std::chrono::hours(parts[0]) + std::chrono::minutes(parts[1]) + std::chrono::seconds(parts[2]);
}

Result<ChainSnapshot> chainFor(const ChainArguments& arguments)
{
    const Result<Date> date = parseDate(arguments.date);
    if (!date)
        return fail(date.error());
    const Result<std::chrono::seconds> time = parseChainTime(arguments.time);
    if (!time)
        return fail(time.error());
    std::optional<Date> expiry;
    if (!arguments.expiry.empty()) {
        const Result<Date> parsed = parseDate(arguments.expiry);
        if (!parsed)
            return fail(parsed.error());
        expiry = *parsed;
    }
    MarketChoice choice;
    choice.kind = MarketChoice::Kind::Recorded;
    choice.directory = arguments.directory;
    choice.underlying = arguments.underlying;
    choice.date = *date;
    Result<std::unique_ptr<MarketSource>> market = openMarket(choice);
    if (!market)
        return fail(market.error());
    if (!arguments.inputs.empty()) {
        auto inputs = MarketInputFiles::read(arguments.inputs);
        if (!inputs)
            return fail(inputs.error());
        *market = std::make_unique<MarketWithInputs>(std::move(*market), *std::move(inputs));
    }
    const Instant now = newYorkTime(*date, *time);
    std::vector<MarketEvent> events;
    (*market)->read(now, events);
    QuoteBoard board((*market)->catalogue(), (*market)->profile());
    for (const MarketEvent& event : events)
        board.apply(event);
    const std::string& underlying = board.catalogue().underlyings().front();
    ChainInputs inputs = chainInputs(**market, underlying, now, expiry);
    inputs.wantsSideVolatilities = true;
    ChainSnapshot chain = buildChain(board, inputs);
    if (expiry && chain.expiries.empty())
        return fail("input.expiry",
                    fmt::format("Nothing of '{}' that expires on {} trades at {}.", arguments.underlying,
                                toIsoText(*expiry), toIsoText(now)));
    return chain;
}

QString chainText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QJsonValue chainJson(const std::optional<Price>& price)
{
    return price ? QJsonValue(chainText(price->text())) : QJsonValue::Null;
}

QJsonValue chainJson(const std::optional<double>& number)
{
    return number ? QJsonValue(*number) : QJsonValue::Null;
}

std::optional<Price> chainSidePrice(const std::optional<QuoteSide>& side)
{
    return side ? std::optional(side->price) : std::nullopt;
}

QJsonValue chainSideSize(const std::optional<QuoteSide>& side)
{
    return side ? QJsonValue(side->size) : QJsonValue::Null;
}

std::vector<std::string_view> chainFlags(const ChainRow& row)
{
    std::vector<std::string_view> flags;
    const auto add = [&flags](bool isSet, std::string_view name) {
        if (isSet)
            flags.push_back(name);
    };
    for (const QuoteFault& fault : quoteFaults)
        add(row.quality.*fault.isSet, fault.name);
    add(row.isModelMark, "model");
    add(row.isModelGreeks, "model_greeks");
    return flags;
}

std::optional<double> olderSideAge(const ChainRow& row)
{
    if (row.bidAgeSeconds && row.askAgeSeconds)
        return std::max(*row.bidAgeSeconds, *row.askAgeSeconds);
    return row.bidAgeSeconds ? row.bidAgeSeconds : row.askAgeSeconds;
}

QJsonObject chainRowJson(const ChainRow& row)
{
    const auto greek = [&row](double Greeks::*member) {
        return row.greeks ? QJsonValue((*row.greeks).*member) : QJsonValue::Null;
    };
    QJsonArray quality;
    for (const std::string_view flag : chainFlags(row))
        quality.append(chainText(flag));
    QJsonObject document {
        {QStringLiteral("symbol"), chainText(row.symbol)},
        {QStringLiteral("expiry"), chainText(toIsoText(row.expiry))},
        {QStringLiteral("strike"), chainText(row.strike.text())},
        {QStringLiteral("right"), row.isCall ? QStringLiteral("call") : QStringLiteral("put")},
        {QStringLiteral("bid"), chainJson(chainSidePrice(row.quote.bid))},
        {QStringLiteral("ask"), chainJson(chainSidePrice(row.quote.ask))},
        {QStringLiteral("bid_size"), chainSideSize(row.quote.bid)},
        {QStringLiteral("ask_size"), chainSideSize(row.quote.ask)},
        {QStringLiteral("mid"), chainJson(row.mid)},
        {QStringLiteral("mark"), chainJson(row.mark)},
        {QStringLiteral("implied_volatility"), chainJson(row.impliedVolatility)},
        {QStringLiteral("volatility_reason"),
         row.volatilityReason.empty() ? QJsonValue::Null : QJsonValue(chainText(row.volatilityReason))},
        {QStringLiteral("bid_volatility"), chainJson(row.bidVolatility)},
        {QStringLiteral("ask_volatility"), chainJson(row.askVolatility)},
        {QStringLiteral("delta"), greek(&Greeks::delta)},
        {QStringLiteral("gamma"), greek(&Greeks::gamma)},
        {QStringLiteral("theta_per_day"), greek(&Greeks::thetaPerDay)},
        {QStringLiteral("vega_per_point"), greek(&Greeks::vegaPerPoint)},
        {QStringLiteral("rho_per_point"), greek(&Greeks::rhoPerPoint)},
        {QStringLiteral("quality"), quality},
        {QStringLiteral("age_seconds"), chainJson(olderSideAge(row))},
        {QStringLiteral("bid_age_seconds"), chainJson(row.bidAgeSeconds)},
        {QStringLiteral("ask_age_seconds"), chainJson(row.askAgeSeconds)}};
    api::insertMarketQuality(document, row.market);
    return document;
}

std::string_view spotSourceName(SpotSource source)
{
    switch (source) {
    case SpotSource::None: return "unknown";
    case SpotSource::Quote: return "quote";
    case SpotSource::Trade: return "trade";
    case SpotSource::Derived: return "derived";
    }
    return "";
}

QJsonObject chainExpiryJson(const ChainExpiry& expiry)
{
    const auto dollars = [](const std::optional<pricing::ExpectedMove>& move) {
        return move ? QJsonValue(chainText(Price::nearest(move->dollars).text())) : QJsonValue::Null;
    };
    return {{QStringLiteral("expiry"), chainText(toIsoText(expiry.expiry))},
            {QStringLiteral("root"), chainText(expiry.root)},
            {QStringLiteral("settles_at"), chainText(toIsoText(expiry.settlesAt))},
            {QStringLiteral("years"), expiry.years},
            {QStringLiteral("rate"), expiry.rate},
            {QStringLiteral("forward"), chainJson(expiry.forward)},
            {QStringLiteral("parity_forward"), chainJson(expiry.parityForward)},
            {QStringLiteral("parity_rate"), chainJson(expiry.parityRate)},
            {QStringLiteral("at_the_money_volatility"), chainJson(expiry.atTheMoneyVolatility)},
            {QStringLiteral("smile_residual"), chainJson(expiry.smileResidual)},
            {QStringLiteral("expected_move_straddle"), dollars(expiry.straddleMove)},
            {QStringLiteral("expected_move_volatility"), dollars(expiry.volatilityMove)}};
}

QJsonArray chainArbitrageJson(const ChainSnapshot& chain)
{
    QJsonArray found;
    for (const pricing::SurfaceArbitrage& one : chain.arbitrage) {
        const auto expiry = std::ranges::find(chain.expiries, one.years, &ChainExpiry::years);
        found.append(
            QJsonObject {{QStringLiteral("kind"), chainText(nameOf(one.kind))},
                         {QStringLiteral("expiry"),
                          expiry == chain.expiries.end() ? QJsonValue(QJsonValue::Null)
                                                         : QJsonValue(chainText(toIsoText(expiry->expiry)))},
                         {QStringLiteral("strike"), chainText(Price::nearest(one.strike).text())},
                         {QStringLiteral("size"), chainText(Price::nearest(one.size).text())}});
    }
    return found;
}

void printChainJson(const ChainSnapshot& chain)
{
    QJsonArray expiries;
    for (const ChainExpiry& expiry : chain.expiries)
        expiries.append(chainExpiryJson(expiry));
    QJsonArray dividends;
    for (const CashDividend& dividend : chain.dividends)
        dividends.append(
            QJsonObject {{QStringLiteral("ex_date"), chainText(toIsoText(dividend.exDate))},
                         {QStringLiteral("amount"), chainText(Price::nearest(dividend.amount).text())}});
    QJsonArray earnings;
    for (const EarningsDate& event : chain.earnings)
        earnings.append(chainText(toIsoText(event.date)));
    QJsonArray contracts;
    for (const ChainExpiry& expiry : chain.expiries) {
        for (const ChainRow& row : expiry.rows)
            contracts.append(chainRowJson(row));
    }
    const bool isKnown = chain.spot.isKnown();
    const QJsonObject document {
        {QStringLiteral("underlying"), chainText(chain.underlying)},
        {QStringLiteral("time"), chainText(toIsoText(chain.at))},
        {QStringLiteral("spot"),
         isKnown ? QJsonValue(chainText(Price::nearest(chain.spot.price).text())) : QJsonValue::Null},
        {QStringLiteral("spot_quality"), chainText(spotSourceName(chain.spot.source))},
        {QStringLiteral("spot_age_seconds"),
         isKnown ? QJsonValue(secondsBetween(chain.spot.at, chain.at)) : QJsonValue::Null},
        {QStringLiteral("halted_since"),
         chain.haltedSince ? QJsonValue(chainText(toIsoText(*chain.haltedSince))) : QJsonValue::Null},
        {QStringLiteral("rate"), chain.rate},
        {QStringLiteral("rate_source"), chainText(chain.rateSource)},
        {QStringLiteral("dividends"), dividends},
        {QStringLiteral("dividend_source"),
         chain.dividendSource.empty() ? QJsonValue::Null : QJsonValue(chainText(chain.dividendSource))},
        {QStringLiteral("earnings"), earnings},
        {QStringLiteral("volatility_30_days"), chainJson(chain.monthVolatility)},
        {QStringLiteral("volatility_index"), chainJson(chain.volatilityIndex)},
        {QStringLiteral("volatility_standing"), api::standingJson(chain.standing)},
        {QStringLiteral("expiries"), expiries},
        {QStringLiteral("arbitrage"), chainArbitrageJson(chain)},
        {QStringLiteral("contracts"), contracts}};
    fmt::print("{}\n", QJsonDocument(document).toJson(QJsonDocument::Compact).toStdString());
}

template <typename Value>
std::string chainCell(const std::optional<Value>& value, const char* form)
{
    return value ? fmt::format(fmt::runtime(form), *value) : "-";
}

std::string chainPriceCell(const std::optional<Price>& price)
{
    return price ? fmt::format("{:.2f}", price->toDouble()) : "-";
}

std::string chainSizeCell(const std::optional<QuoteSide>& side)
{
    return side ? std::to_string(side->size) : "-";
}

void printChainRow(const ChainRow& row)
{
    const auto greek = [&row](double Greeks::*member) {
        return row.greeks ? std::optional((*row.greeks).*member) : std::nullopt;
    };
    const std::optional<double> percent
        = row.impliedVolatility ? std::optional(100 * *row.impliedVolatility) : std::nullopt;
    std::string notes = fmt::format("{}", fmt::join(chainFlags(row), ","));
    if (!row.volatilityReason.empty() && row.volatilityReason != "one_sided"
        && row.volatilityReason != "crossed")
        notes += (notes.empty() ? "" : ",") + row.volatilityReason;
    fmt::print(
        "{:>9.2f} {:<4} {:>8} {:>8} {:>6} {:>6} {:>8} {:>8} {:>7} {:>7} {:>8} {:>8} {:>7} {:>8} {:>5} "
        "{:>5}  {}\n",
        row.strike.toDouble(), row.isCall ? "call" : "put", chainPriceCell(chainSidePrice(row.quote.bid)),
        chainPriceCell(chainSidePrice(row.quote.ask)), chainSizeCell(row.quote.bid),
        chainSizeCell(row.quote.ask), chainPriceCell(row.mid), chainPriceCell(row.mark),
        chainCell(percent, "{:.2f}"), chainCell(greek(&Greeks::delta), "{:.4f}"),
        chainCell(greek(&Greeks::gamma), "{:.5f}"), chainCell(greek(&Greeks::thetaPerDay), "{:.4f}"),
        chainCell(greek(&Greeks::vegaPerPoint), "{:.4f}"), chainCell(greek(&Greeks::rhoPerPoint), "{:.4f}"),
        chainCell(row.bidAgeSeconds, "{:.0f}"), chainCell(row.askAgeSeconds, "{:.0f}"), notes);
}

void printChainText(const ChainSnapshot& chain)
{
    fmt::print("{}  {}  spot {} ({}), rate {:.3f} % ({})\n", chain.underlying, newYorkText(chain.at),
               chain.spot.isKnown() ? fmt::format("{:.4f}", chain.spot.price) : "unknown",
               spotSourceName(chain.spot.source), 100 * chain.rate, printable(chain.rateSource));
    for (const CashDividend& dividend : chain.dividends)
        fmt::print("dividend {:.4f} on {} ({})\n", dividend.amount, toIsoText(dividend.exDate),
                   printable(chain.dividendSource));
    for (const pricing::SurfaceArbitrage& one : chain.arbitrage)
        fmt::print("{} arbitrage of {:.2f} in the fitted surface at strike {:.2f}, {:.0f} days\n",
                   nameOf(one.kind), one.size, one.strike, 365 * one.years);
    for (const ChainExpiry& expiry : chain.expiries) {
        fmt::print("\n{} {} {}, settles {}\n", expiry.root, toIsoText(expiry.expiry), expiry.settlement,
                   newYorkText(expiry.settlesAt));
        fmt::print("{:>9} {:<4} {:>8} {:>8} {:>6} {:>6} {:>8} {:>8} {:>7} {:>7} {:>8} {:>8} {:>7} {:>8} "
                   "{:>5} {:>5}  {}\n",
                   "strike", "", "bid", "ask", "bids", "asks", "mid", "mark", "iv %", "delta", "gamma",
                   "theta/d", "vega/pt", "rho/pt", "bid s", "ask s", "quality");
        for (const ChainRow& row : expiry.rows)
            printChainRow(row);
    }
}

ExitCode showChain(const ChainArguments& arguments)
{
    const Result<ChainSnapshot> chain = chainFor(arguments);
    if (!chain)
        return reportError(chain.error(), arguments.asJson);
    if (arguments.asJson)
        printChainJson(*chain);
    else
        printChainText(*chain);
    return ExitCode::Done;
}

} // namespace

void addChainCommand(CLI::App& program, Action& action)
{
    CLI::App* command = program.add_subcommand(
        "chain", "Show the option chain that was known at an instant of a recorded day");
    command->footer(
        "Example: strikectl chain --data lean/Data --underlying spy --date 2023-08-03 --time 10:30 --json");
    auto arguments = std::make_shared<ChainArguments>();
    command->add_option("--data", arguments->directory, "Folder of recorded data in LEAN's layout")
        ->required();
    command->add_option("--underlying", arguments->underlying, "Ticker or index root, such as nwsa or spxw")
        ->required();
    command->add_option("--date", arguments->date, "Trading day, such as 2013-06-28")->required();
    command->add_option("--time", arguments->time, "Exchange time, HH:MM or HH:MM:SS, New York")->required();
    command->add_option("--expiry", arguments->expiry, "Only this expiry date");
    command->add_option(
        "--inputs", arguments->inputs,
        "Folder with rates.csv, dividends.csv, earnings.csv that go before the recorded ones");
    command->add_flag("--json", arguments->asJson, "One JSON document on standard output");
    command->callback([arguments, &action] { action = [arguments] { return showChain(*arguments); }; });
}

} // namespace strikedesk::cli
