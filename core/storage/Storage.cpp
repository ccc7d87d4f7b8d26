// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Storage.h"

#include <fmt/format.h>

namespace strikedesk {

Error fencedBy(std::uint64_t newest, std::uint64_t ours)
{
    return {"storage.fenced",
            fmt::format("This engine started as number {} of the profile, but number {} has started since; "
                        "only the newest may write. Stop this one.",
                        ours, newest)};
}

Error queueFull()
{
    return {"storage.queue_full",
            fmt::format("The disk cannot keep up: {} batches are waiting to be written; nothing "
                        "more is accepted until some are.",
                        Storage::queueCapacity)};
}

Error unknownTicket(std::uint64_t ticket, std::uint64_t newest)
{
    return {"storage.unknown_ticket",
            fmt::format("Ticket {} was never given out, the newest is {}.", ticket, newest)};
}

} // namespace strikedesk
