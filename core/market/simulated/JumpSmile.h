// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>

namespace strikedesk::simulated {

/// What the simulated market believes an underlying will do until some date: a diffusion and rare jumps,
/// mostly down (R. C. Merton, 1976). All amounts of risk are for the whole time to that date.
struct JumpLaw
{
    double forward = 0;
    double diffusionVariance = 0; ///< Sigma squared times variance time.
    double jumpsExpected = 0;     ///< Jump rate times variance time.
    double jumpMean = 0;          ///< Mean of a jump's logarithm.
    double jumpDeviation = 0;     ///< Standard deviation of a jump's logarithm.
    double discount = 1;
};

/// What a law says about one strike.
struct StrikePrices
{
    double call = 0;
    double put = 0;
    double callDelta = 0;    ///< Roughly the probability that a call ends in the money.
    double relativeVega = 0; ///< Change of a price when volatility doubles, to first order.
};

/// Prices of European options under one JumpLaw: a sum of lognormal prices over the number of jumps, so no
/// strike can be arbitraged against another, and the smile moves with the underlying. The desk's own pricing
/// knows nothing of it.
class JumpSmile
{
public:
    explicit JumpSmile(const JumpLaw& law);

    /// Put–call parity holds exactly between the two prices.
    [[nodiscard]] StrikePrices at(double strike) const;
    /// Standard deviation of the logarithm until the date, jumps left out.
    [[nodiscard]] double deviation() const { return m_parts[0].deviation; }

private:
    struct Part // So many jumps happened.
    {
        double weight = 0;
        double forward = 0;
        double logForward = 0;
        double deviation = 0;
    };
    static constexpr std::size_t partsMax = 6;

    double m_forward = 0;
    double m_discount = 1;
    std::array<Part, partsMax> m_parts {};
    std::size_t m_count = 0;
};

} // namespace strikedesk::simulated
