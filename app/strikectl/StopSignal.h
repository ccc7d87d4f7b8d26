// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

namespace strikedesk::cli {

/// Calls back, on the event loop of the thread that made it, when the system asks the program to end
/// (SIGTERM, SIGINT). At most one at a time.
class StopSignal
{
public:
    explicit StopSignal(std::function<void()> asked);
    ~StopSignal();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace strikedesk::cli
