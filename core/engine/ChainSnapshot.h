// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/market/MarketQuality.h"
#include "core/market/MarketSource.h"
#include "core/market/Quote.h"
#include "core/pricing/ExpectedMove.h"
#include "core/pricing/VolatilityHistory.h"
#include "core/pricing/VolatilitySurface.h"
#include "core/types/Greeks.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace strikedesk {

// The option chain of one underlying as the pricing thread makes it: plain values, unknown is absent.

struct ChainRow
{
    std::string symbol;
    Date expiry {};
    Price strike;
    bool isCall = true;
    Quote quote;
    QuoteQuality quality;
    std::optional<Price> mid;
    std::optional<Price> mark;
    bool isModelMark = false;
    std::optional<double> impliedVolatility; ///< Of the mid.
    std::string volatilityReason;            ///< Why there is none.
    std::optional<double> bidVolatility;     ///< Only where they were asked for, as is the next.
    std::optional<double> askVolatility;
    std::optional<Greeks> greeks; ///< Per share.
    bool isModelGreeks = false;   ///< The smile's: the quote itself gives no volatility.
    std::optional<double> bidAgeSeconds;
    std::optional<double> askAgeSeconds;
    MarketQuality market;
};

struct ChainExpiry
{
    Date expiry {};
    std::string root;
    std::string settlement; ///< "AM" or "PM".
    Instant settlesAt;
    double years = 0;
    int daysToExpiry = 0;
    double rate = 0;                                   ///< To this expiry, continuously compounded.
    std::optional<double> forward;                     ///< Of the model: spot, rate, yield and dividends.
    std::optional<double> parityForward;               ///< What calls and puts say, where pairs are quoted.
    std::optional<double> parityRate;                  ///< European options with enough pairs only.
    std::optional<double> atTheMoneyVolatility;        ///< Of the smile at the forward.
    std::optional<pricing::Smile> smile;               ///< Fitted to the quotes.
    std::optional<double> smileResidual;               ///< How far the quotes lie off it, in volatility.
    std::optional<pricing::ExpectedMove> straddleMove; ///< By expiry, as is the next.
    std::optional<pricing::ExpectedMove> volatilityMove;
    std::vector<ChainRow> rows; ///< By strike, call before put.
};

struct ChainSnapshot
{
    std::string underlying;
    Instant at;
    Spot spot;
    std::optional<Instant> haltedSince {}; ///< Absent: it trades.
    double rate = 0;                       ///< The short end of the curve.
    std::string rateSource;
    double yield = 0; ///< Continuous; none where the spot is made from the options themselves.
    std::string dividendSource;
    std::vector<CashDividend> dividends;                 ///< That the last expiry sees.
    std::vector<EarningsDate> earnings;                  ///< To come.
    std::vector<ChainExpiry> expiries;                   ///< By settlement instant.
    std::optional<double> monthVolatility;               ///< volatilityOfAMonth().
    std::optional<double> volatilityIndex;               ///< volatilityIndexOf().
    std::optional<pricing::VolatilityStanding> standing; ///< Of the month's among the days before.
    std::vector<pricing::SurfaceArbitrage> arbitrage;    ///< Where the fitted surface contradicts itself.
};

using ChainSnapshotPtr = std::shared_ptr<const ChainSnapshot>;

} // namespace strikedesk
