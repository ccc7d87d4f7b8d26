// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/Plan.h"
#include "core/util/Assert.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace strikedesk;

// A plan is whole or its faults are listed; no text makes both or neither, and none ends the process.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const PlanCheck check = checkPlan(text);
    STRIKEDESK_ASSERT(check.plan.has_value() == check.faults.empty(), "a plan or its faults");
    STRIKEDESK_ASSERT(parsePlan(text).has_value() == check.plan.has_value(), "both readers agree");
    return 0;
}
