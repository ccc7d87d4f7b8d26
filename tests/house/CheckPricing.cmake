# SPDX-License-Identifier: GPL-3.0-or-later
# Only core/pricing prices: no formula, no distribution and no search for a volatility anywhere else, or two
# screens can disagree. The simulated market is no screen: it draws its quotes from a law of its own, which has to
# be another one than the library's.
# cmake -DSOURCE_DIR=… -P CheckPricing.cmake
cmake_minimum_required(VERSION 3.25)
set(exempt "^core/(pricing|market/simulated)/")

string(CONCAT distributions
    "[^A-Za-z_]erfc?f?\\(|[^A-Za-z](normal|gauss|cumulative|density|norm)(ian)?_?(Cdf|Pdf|Density|Weight|Normal|Distribution|cdf|pdf)"
    "|std::normal_distribution|0\\.39894228|0\\.70710678|2\\.50662827|0\\.2316419|sqrt\\(2(\\.0)? \\* (M_PI|std::numbers::pi)")
set(formulas "[Bb]lack_?-?[Ss]choles[A-Za-z]*\\(|black76\\(|[^A-Za-z_]d1 = |binomialTree|[Cc]rankNicolson")
# Halving an interval in a file that knows of volatilities, or saying so.
set(halvings "0\\.5 \\* \\((low|lo|down|least|calm)[A-Za-z]* \\+|\\((low|lo|down|least|calm)[A-Za-z]* \\+ [A-Za-z]+\\) (/ 2|\\* 0\\.5)")
set(searches "[Bb]isect[A-Za-z]*[^\n]*[Vv]olatil|[Vv]olatil[^\n]*[Bb]isect|newtonVolatility|brent[A-Za-z]*\\(")
# What stands behind the public functions of core/pricing.
string(CONCAT inner_headers
    "include \"core/pricing/(American|Deterministic|European|ExerciseBoundary|Grid(Batch|Plan|Value)|Normal|Quadrature"
    "|Slice(Search|Side)|SpectralBatch|SpotLadder|ValuationInputs)\\.h\"|include \"core/pricing/lanes/")

set(violations "")
file(GLOB_RECURSE sources RELATIVE ${SOURCE_DIR}
    ${SOURCE_DIR}/core/*.h ${SOURCE_DIR}/core/*.cpp ${SOURCE_DIR}/core/*.inl ${SOURCE_DIR}/ui/*.h ${SOURCE_DIR}/ui/*.cpp
    ${SOURCE_DIR}/app/*.h ${SOURCE_DIR}/app/*.cpp)
list(FILTER sources EXCLUDE REGEX "${exempt}")
list(SORT sources)
list(LENGTH sources source_count)
if(source_count EQUAL 0)
    message(FATAL_ERROR "there are no sources under ${SOURCE_DIR}")
endif()

foreach(source IN LISTS sources)
    file(READ ${SOURCE_DIR}/${source} text)
    if(text MATCHES "${distributions}")
        list(APPEND violations "${source}: has a normal distribution of its own: ${CMAKE_MATCH_0}")
    endif()
    if(text MATCHES "${formulas}")
        list(APPEND violations "${source}: has a pricing formula of its own: ${CMAKE_MATCH_0}")
    endif()
    if(text MATCHES "${searches}" OR (text MATCHES "[Vv]olatil" AND text MATCHES "${halvings}"))
        list(APPEND violations "${source}: searches for a volatility by itself: ${CMAKE_MATCH_0}")
    endif()
    if(text MATCHES "${inner_headers}")
        list(APPEND violations "${source}: reaches behind the functions of core/pricing: ${CMAKE_MATCH_0}")
    endif()
endforeach()

foreach(line IN LISTS violations)
    message("${line}")
endforeach()
list(LENGTH violations violation_count)
if(violation_count GREATER 0)
    message(FATAL_ERROR "${violation_count} places price outside core/pricing (docs/pricing.md)")
endif()
message(STATUS "${source_count} files leave pricing to core/pricing")
