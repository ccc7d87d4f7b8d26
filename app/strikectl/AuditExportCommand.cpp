// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/AuditVerbs.h"
#include "core/audit/AuditExport.h"
#include "core/audit/AuditTable.h"

#include <QFile>
#include <QString>

#include <fmt/format.h>

#include <cstdio>

namespace strikedesk::cli {
namespace {

/// Hands every record after `after` to `use`, oldest first, until it says no or there are no more.
template <typename Use>
Result<void> forEachRecord(const std::string& database, std::uint64_t after, const Use& use)
{
    constexpr std::size_t recordsAtATime = 1'000;
    auto reader = AuditReader::open(database);
    if (!reader)
        return fail(reader.error());
    for (;;) {
        const auto records = reader->after(after, recordsAtATime);
        if (!records)
            return fail(records.error());
        for (const AuditRecord& record : *records) {
            if (auto used = use(record); !used)
                return used;
            after = record.sequence;
        }
        if (records->size() < recordsAtATime)
            return {};
    }
}

Result<void> writeText(QFile& out, const std::string& text, std::uint64_t sequence)
{
    if (out.write(text.data(), qint64(text.size())) == qint64(text.size()))
        return {};
    return fail(
        "storage.io_error",
        fmt::format("The export stopped at record {} ({}).", sequence, out.errorString().toStdString()));
}

} // namespace

ExitCode exportRecord(const AuditOptions& options)
{
    const auto place = recordPlaceFrom(options);
    if (!place)
        return reportError(place.error(), options.asJson);
    QFile out(QString::fromStdString(options.out));
    const bool isOpen = options.out.empty() ? out.open(stdout, QIODevice::WriteOnly)
                                            : out.open(QIODevice::WriteOnly | QIODevice::NewOnly);
    if (!isOpen)
        return reportError({"input.out",
                            fmt::format("{} cannot be made ({}); an existing file is never "
                                        "overwritten.",
                                        options.out, out.errorString().toStdString())},
                           options.asJson);
    const bool isCsv = options.format == "csv";
    std::uint64_t written = 0;
    if (isCsv) {
        if (auto begun = writeText(out, std::string(auditCsvHeader) + "\r\n", options.after); !begun)
            return reportError(begun.error(), options.asJson);
    }
    const auto write = [&](const AuditRecord& record) -> Result<void> {
        if (auto fit = checkExportable(record); !fit)
            return fit;
        ++written;
        return writeText(out, isCsv ? auditCsvRow(record) + "\r\n" : auditLine(record) + '\n',
                         record.sequence);
    };
    if (auto done = forEachRecord(place->database, options.after, write); !done)
        return reportError(done.error(), options.asJson);
    if (!out.flush())
        return reportError({"storage.io_error", "The last lines of the export could not be written."},
                           options.asJson);
    if (!options.out.empty())
        fmt::print(stderr, "{} records written to {}\n", written, options.out);
    return ExitCode::Done;
}

} // namespace strikedesk::cli
