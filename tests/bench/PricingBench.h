// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/SliceBatch.h"
#include "tests/bench/BenchReport.h"
#include "tests/bench/QuantLibPeer.h"

#include <functional>
#include <string>
#include <vector>

namespace strikedesk::bench {

/// One expiry of the chain that is priced: columns for us, objects for the peer.
struct BenchSlice
{
    int days = 0;
    pricing::SliceTerms terms;
    pricing::MarketInputs market;
    std::vector<double> strikes;
    std::vector<Right> rights;
    std::vector<double> volatilities;
};

/// 12 expiries from 7 days to 2 years, 416 strikes each, puts and calls: 9,984 contracts around a spot of 100
/// at a rate of 4.5 %, with a smile.
[[nodiscard]] std::vector<BenchSlice> benchChain(ExerciseStyle style, bool paysCash, double yield);
[[nodiscard]] std::vector<PeerOption> peerOptions(const std::vector<BenchSlice>& chain, std::size_t every);

/// Of the processor, so that neighbours who hold the core do not count; both sides run on one thread.
[[nodiscard]] double secondsFor(const std::function<void()>& work);

/// The time of a piece of work for us and for the peer, each over its own count, and their ratio.
struct Comparison
{
    std::string work;
    double seconds = 0;
    double count = 0;
    double peerSeconds = 0;
    double peerCount = 0;
    double atLeast = 0; ///< Times as fast; 0: no promise.
    std::string peer;
};
void addComparison(BenchReport& report, const Comparison& comparison);

/// Runs `work` with each instruction set that has more lanes than the baseline; with the baseline where it is
/// the only one.
void withEachWideSet(const std::function<void()>& work);

/// Europeans: price, Greeks, volatilities.
void measureEuropean(BenchReport& report);
/// Americans with cash dividends and with a yield.
void measureAmerican(BenchReport& report);
/// Recorded quotes from their archives, which feed all of the above.
void measureZip(BenchReport& report);
/// A portfolio over spots, volatilities and dates.
void measureScenarios(BenchReport& report);
/// A whole American chain with cash dividends: cold, and after a tick of the spot.
void measureChain(BenchReport& report);

} // namespace strikedesk::bench
