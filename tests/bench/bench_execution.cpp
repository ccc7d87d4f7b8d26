// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/WalkBench.h"

int main(int argc, char** argv)
{
    using namespace strikedesk::bench;
    const bool isJson = wantsJson(argc, argv);
    BenchReport report("execution");
    measureWalks(report);
    return report.print(isJson);
}
