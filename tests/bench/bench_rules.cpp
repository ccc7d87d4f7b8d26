// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/RuleBench.h"

int main(int argc, char** argv)
{
    const bool asJson = strikedesk::bench::wantsJson(argc, argv);
    strikedesk::bench::BenchReport report("rules");
    strikedesk::bench::measureRules(report);
    return report.print(asJson);
}
