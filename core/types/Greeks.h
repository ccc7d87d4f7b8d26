// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace strikedesk {

/// Sensitivities of one share of an option (per unit) or of a position (times quantity and deliverable
/// shares); which of the two is said where they stand. Units: delta and gamma per dollar of spot, theta per
/// calendar day (the instantaneous theta over 365), vega per volatility point (0.01), rho per percentage
/// point of rate (0.01).
struct Greeks
{
    double delta = 0;
    double gamma = 0;
    double thetaPerDay = 0;
    double vegaPerPoint = 0;
    double rhoPerPoint = 0;

    friend bool operator==(const Greeks&, const Greeks&) = default;
    [[nodiscard]] Greeks operator*(double factor) const
    {
        return {delta * factor, gamma * factor, thetaPerDay * factor, vegaPerPoint * factor,
                rhoPerPoint * factor};
    }
    Greeks& operator+=(const Greeks& other)
    {
        delta += other.delta;
        gamma += other.gamma;
        thetaPerDay += other.thetaPerDay;
        vegaPerPoint += other.vegaPerPoint;
        rhoPerPoint += other.rhoPerPoint;
        return *this;
    }
};

} // namespace strikedesk
