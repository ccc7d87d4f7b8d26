// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/RestartBench.h"

#include <cstdlib>

// STRIKEDESK_ORDERS: how many orders are on file; making a million of them takes minutes.
int main(int argc, char** argv)
{
    using namespace strikedesk::bench;
    const bool isJson = wantsJson(argc, argv);
    const char* asked = std::getenv("STRIKEDESK_ORDERS");
    BenchReport report("restart");
    measureRestart(report, asked ? std::atoi(asked) : 50'000);
    return report.print(isJson);
}
