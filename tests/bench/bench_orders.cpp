// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/AuditBench.h"
#include "tests/bench/DurableIntents.h"
#include "tests/bench/GateBench.h"
#include "tests/bench/OrderPath.h"

int main(int argc, char** argv)
{
    using namespace strikedesk::bench;
    const bool isJson = wantsJson(argc, argv);
    BenchReport report("orders");
    measureDurableIntents(report);
    measureOrderPath(report);
    measureGate(report);
    measureAudit(report);
    return report.print(isJson);
}
