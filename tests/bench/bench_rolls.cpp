// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/RollBench.h"

int main(int argc, char** argv)
{
    const bool asJson = strikedesk::bench::wantsJson(argc, argv);
    strikedesk::bench::BenchReport report("rolls");
    strikedesk::bench::measureRolls(report);
    return report.print(asJson);
}
