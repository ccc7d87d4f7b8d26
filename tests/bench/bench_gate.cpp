// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/GateBench.h"

int main(int argc, char** argv)
{
    const bool asJson = strikedesk::bench::wantsJson(argc, argv);
    strikedesk::bench::BenchReport report("gate");
    strikedesk::bench::measureGate(report);
    return report.print(asJson);
}
