// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/AuditBench.h"

int main(int argc, char** argv)
{
    const bool asJson = strikedesk::bench::wantsJson(argc, argv);
    strikedesk::bench::BenchReport report("audit");
    strikedesk::bench::measureAudit(report);
    return report.print(asJson);
}
