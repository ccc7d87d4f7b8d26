// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/PricingBench.h"

int main(int argc, char** argv)
{
    using namespace strikedesk::bench;
    const bool isJson = wantsJson(argc, argv);
    BenchReport report("pricing");
    measureEuropean(report);
    measureAmerican(report);
    measureChain(report);
    measureScenarios(report);
    measureZip(report);
    return report.print(isJson);
}
