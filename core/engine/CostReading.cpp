// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/CostReading.h"

#include "core/engine/EventCodec.h"

#include <fmt/format.h>

#include <utility>

namespace strikedesk {

Result<ReadCosts> readCosts(AuditReader& reader)
{
    constexpr std::size_t recordsPerRead = 5'000;
    CostBook book(CostBook::keepAll);
    ReadCosts read;
    std::uint64_t after = 0;
    for (;;) {
        const auto records = reader.after(after, recordsPerRead);
        if (!records)
            return fail(records.error());
        for (const AuditRecord& record : *records) {
            auto body = decodeBody(record.kind, record.body);
            if (!body)
                return fail(body.error().code,
                            fmt::format("Record {}: {}", record.sequence, body.error().message));
            book.apply({record.time, record.actor, record.entity, std::move(*body), record.sequence});
            after = record.sequence;
            read.now = record.time;
        }
        if (records->size() < recordsPerRead)
            break;
    }
    read.record = book.record();
    return read;
}

} // namespace strikedesk
