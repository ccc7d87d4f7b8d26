// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AnchorTable.h"

namespace strikedesk {

Statement anchorCopyInsert(const std::string& line)
{
    return {"INSERT INTO audit_anchor (number, line) "
            "SELECT coalesce(max(number), 0) + 1, ? FROM audit_anchor",
            {Bytes(line.begin(), line.end())}};
}

Result<std::vector<std::string>> readAnchorCopies(Reader& reader)
{
    const auto table = reader.read({"SELECT name FROM sqlite_schema WHERE name = 'audit_anchor'", {}});
    if (!table)
        return fail(table.error());
    std::vector<std::string> lines;
    if (table->empty())
        return lines;
    const auto readLine = [&lines](Row& row) {
        const auto number = integerIn(row[0]);
        const auto line = bytesIn(row[1]);
        if (!number || *number != std::int64_t(lines.size()) + 1)
            lines.emplace_back();
        if (line)
            lines.emplace_back(line->begin(), line->end());
        return true;
    };
    auto read = reader.forEach({"SELECT number, line FROM audit_anchor ORDER BY number", {}}, readLine);
    if (!read)
        return fail(read.error());
    return lines;
}

} // namespace strikedesk
