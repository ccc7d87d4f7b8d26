// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/SliceRevaluer.h"

#include "core/pricing/SliceSide.h"
#include "core/pricing/ValuationInputs.h"
#include "core/util/Assert.h"

#include <algorithm>
#include <utility>

namespace strikedesk::pricing {

SliceRevaluer::SliceRevaluer(const SliceTerms& terms, std::vector<double> strikes, std::vector<Right> rights)
    : m_terms(terms)
    , m_strikes(std::move(strikes))
    , m_rights(std::move(rights))
{
    STRIKEDESK_ASSERT(m_strikes.size() == m_rights.size(), "the columns of a slice have one length");
    m_values.resize(m_strikes.size(), false);
    m_volatilities.volatility.assign(m_strikes.size(), 0.0);
    m_volatilities.status.assign(m_strikes.size(), PriceStatus::BadInput);
}

SliceRevaluer::~SliceRevaluer() = default;
SliceRevaluer::SliceRevaluer(SliceRevaluer&&) noexcept = default;
SliceRevaluer& SliceRevaluer::operator=(SliceRevaluer&&) noexcept = default;

void SliceRevaluer::reset(const MarketInputs& market)
{
    m_market = market;
    const auto checked = detail::checkedMarket({m_terms.style, Right::Call, 1.0, m_terms.years}, market);
    m_isAlive = checked.has_value() && m_terms.years > 0 && market.spot >= detail::smallestSize;
    for (std::size_t i = 0; i < m_sides.size(); ++i)
        m_sides[i]
            = m_isAlive ? std::make_unique<detail::SliceSide>(m_terms, *checked, Right(int(i))) : nullptr;
}

void SliceRevaluer::price(const MarketInputs& market, std::span<const double> volatilities)
{
    STRIKEDESK_ASSERT(volatilities.size() == m_strikes.size(), "the columns of a slice have one length");
    reset(market);
    m_volatilities.volatility.assign(volatilities.begin(), volatilities.end());
    std::fill(m_volatilities.status.begin(), m_volatilities.status.end(), PriceStatus::Valued);
    for (const auto& side : m_sides) {
        if (side)
            side->price({m_strikes, m_rights, volatilities}, GreekOrder::First);
    }
    write();
}

void SliceRevaluer::imply(const MarketInputs& market, std::span<const double> prices)
{
    STRIKEDESK_ASSERT(prices.size() == m_strikes.size(), "the columns of a slice have one length");
    reset(market);
    if (!m_isAlive)
        impliedVolatilities(m_terms, market, {m_strikes, m_rights, prices}, m_volatilities);
    for (const auto& side : m_sides) {
        if (side)
            side->imply({m_strikes, m_rights, prices}, m_volatilities);
    }
    write();
}

void SliceRevaluer::moveSpot(double spot)
{
    // Another spot may also be none, or come back from none: then everything is as new.
    MarketInputs moved = m_market;
    moved.spot = spot;
    if (!m_isAlive || !(spot >= detail::smallestSize && spot <= 1e12)) {
        const std::vector<PriceStatus> status = m_volatilities.status;
        const std::vector<double> volatilities = m_volatilities.volatility;
        price(moved, volatilities);
        m_volatilities.status = status;
        write();
        return;
    }
    m_market = moved;
    for (const auto& side : m_sides)
        side->moveSpot(spot);
    write();
}

/// What the sides have, and the rest one by one; a row without a volatility says why and has no value.
void SliceRevaluer::write()
{
    std::vector<char> isWritten(m_strikes.size(), 0);
    for (const auto& side : m_sides) {
        if (side)
            side->write(m_values, isWritten);
    }
    for (std::size_t i = 0; i < m_strikes.size(); ++i) {
        if (isWritten[i])
            continue;
        Valuation valuation;
        PriceStatus status = m_volatilities.status[i];
        if (status == PriceStatus::Valued) {
            const auto found = value({m_terms.style, m_rights[i], m_strikes[i], m_terms.years}, m_market,
                                     m_volatilities.volatility[i]);
            if (found)
                valuation = *found;
            status = !found ? PriceStatus::BadInput : found->isExpired ? PriceStatus::Expired : status;
        }
        m_values.price[i] = valuation.price;
        m_values.delta[i] = valuation.greeks.delta;
        m_values.gamma[i] = valuation.greeks.gamma;
        m_values.thetaPerDay[i] = valuation.greeks.thetaPerDay;
        m_values.vegaPerPoint[i] = valuation.greeks.vegaPerPoint;
        m_values.rhoPerPoint[i] = valuation.greeks.rhoPerPoint;
        m_values.status[i] = status;
    }
}

} // namespace strikedesk::pricing
