# SPDX-License-Identifier: GPL-3.0-or-later
# Each way of pricing elsewhere that CheckPricing.cmake knows, planted once: it must be noticed.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/Planting.cmake)
set(copy ${WORK_DIR}/sources)
prepare_copy(${copy} core/pricing core/engine core/market)
expect_clean(CheckPricing ${copy})

foreach(code "return 0.5 * std::erfc(-x / root)" "double y = erf(x)" "double normalCdf(double x)"
        "double normal_cdf(double x)" "std::normal_distribution<double> chance" "return 0.3989422804 * y"
        "y / std::sqrt(2 * std::numbers::pi)" "double cumulativeNormal(double x)")
    expect_caught(CheckPricing ${copy} core/engine/Planted.cpp "${code}\n" "has a normal distribution of its own")
endforeach()
foreach(code "blackScholes(spot, strike)" "double BlackScholesPrice(double spot)" "const double d1 = x / y")
    expect_caught(CheckPricing ${copy} ui/chain/Planted.cpp "${code}\n" "has a pricing formula of its own")
endforeach()
foreach(code "// the volatility by bisection" "double volatility = 0.5 * (low + high)"
        "const double middle = (lower + upper) / 2 // of the volatility")
    expect_caught(CheckPricing ${copy} app/strikectl/Planted.cpp "${code}\n" "searches for a volatility by itself")
endforeach()
foreach(header European.h Normal.h SpotLadder.h lanes/LaneDispatch.h)
    expect_caught(CheckPricing ${copy} core/api/Planted.h "#include \"core/pricing/${header}\"\n"
        "reaches behind the functions of core/pricing")
endforeach()
file(REMOVE_RECURSE ${copy})
