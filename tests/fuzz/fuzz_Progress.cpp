// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/Progress.h"
#include "core/util/Assert.h"

#include <cstddef>
#include <cstdint>

// Any bytes are a progress file; the counts always agree with each other.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto file = strikedesk::readProgress({reinterpret_cast<const char*>(data), size});
    STRIKEDESK_ASSERT(file.doneCount() <= file.taskCount(), "no more is done than there is");
    STRIKEDESK_ASSERT(file.next().has_value() == (file.doneCount() < file.taskCount()),
                      "there is a next task exactly when one is open");
    return 0;
}
