// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AuditRecord.h"

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

namespace strikedesk::test {

/// A record as a desk leaves it after several starts: written through the real storage, in batches as they
/// come while trading, anchored at every start, while running and (unless the last run was killed) at the
/// end.
class LongRecord
{
public:
    struct Shape
    {
        std::uint64_t count = 5'000;
        int starts = 4;
        bool wasKilled = false; ///< Then the newest records have no anchor yet.
        std::uint64_t seed = 1;
    };

    /// Writes `desk.db` and `anchors/` into a folder that exists.
    LongRecord(const QString& folder, const Shape& shape);

    [[nodiscard]] const QString& folder() const { return m_folder; }
    [[nodiscard]] std::uint64_t count() const { return m_head.sequence; }
    /// The number of every anchor, in the order of its file.
    [[nodiscard]] const std::vector<std::uint64_t>& anchored() const { return m_anchored; }

    [[nodiscard]] static std::string databaseIn(const QString& folder);
    [[nodiscard]] static std::string anchorsIn(const QString& folder);
    /// Entries differ in length, script and category; ten minutes of them make up a "day" of 200.
    [[nodiscard]] static AuditEntry entry(std::uint64_t number);
    static constexpr std::uint64_t recordsOfOneDay = 200;

private:
    void runOnce(std::uint64_t until, bool isKilled, std::uint64_t seed);
    void settle() const;

    QString m_folder;
    AuditHead m_head;
    std::vector<std::uint64_t> m_anchored;
};

} // namespace strikedesk::test
