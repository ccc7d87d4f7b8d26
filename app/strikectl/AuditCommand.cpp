// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/AuditVerbs.h"
#include "core/audit/AuditExport.h"
#include "core/audit/AuditVerifier.h"
#include "core/audit/CanonicalJson.h"
#include "core/settings/Profile.h"

#include <QFileInfo>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>

namespace strikedesk::cli {

Result<RecordPlace> recordPlaceFrom(const AuditOptions& options)
{
    const std::string given
        = options.profile.empty() ? Profile::defaultFolder(ProfileKind::Paper) : options.profile;
    const QFileInfo info(QString::fromStdString(given));
    if (info.isFile())
        return RecordPlace {{}, given, {}};
    RecordPlace place {given, given + "/desk.db", given + "/anchors"};
    if (!QFileInfo(QString::fromStdString(place.database)).isFile())
        return fail("profile.missing",
                    fmt::format("There is no record in {} (no desk.db); give --profile the folder of a desk.",
                                given));
    return place;
}

Result<RecordPlace> profilePlaceFrom(const AuditOptions& options)
{
    auto place = recordPlaceFrom(options);
    if (place && place->folder.empty())
        return fail("input.profile",
                    fmt::format("{} is a file; this needs the whole folder of a desk, with its anchors.",
                                options.profile));
    return place;
}

namespace {

QJsonValue numberOrNull(const std::optional<std::uint64_t>& number)
{
    return number ? QJsonValue(qint64(*number)) : QJsonValue(QJsonValue::Null);
}

QJsonValue textOrNull(const std::string& text)
{
    return text.empty() ? QJsonValue(QJsonValue::Null) : QJsonValue(QString::fromStdString(text));
}

QJsonObject verdictJson(const AuditVerdict& verdict)
{
    return {{QStringLiteral("intact"), verdict.isIntact},
            {QStringLiteral("events"), qint64(verdict.count)},
            {QStringLiteral("head"), QString::fromStdString(hexText(verdict.head.hash))},
            {QStringLiteral("head_sequence"), qint64(verdict.head.sequence)},
            {QStringLiteral("first_bad"), numberOrNull(verdict.firstBad)},
            {QStringLiteral("reason"), textOrNull(verdict.reason)},
            {QStringLiteral("anchors"), qint64(verdict.anchors)},
            {QStringLiteral("last_anchored"), numberOrNull(verdict.lastAnchored)},
            {QStringLiteral("public_key"), textOrNull(verdict.publicKey)}};
}

void printVerdict(const AuditVerdict& verdict, bool hasAnchors)
{
    if (!verdict.isIntact) {
        fmt::print("BROKEN at record {}: {}\n", verdict.firstBad.value_or(0), verdict.reason);
        fmt::print("{} records before it are whole.\n", verdict.count);
        return;
    }
    fmt::print("Intact: {} records, head {}\n", verdict.count, hexText(verdict.head.hash));
    if (hasAnchors)
        fmt::print("{} anchors fit, the last at record {}; signed by {}\n", verdict.anchors,
                   verdict.lastAnchored ? std::to_string(*verdict.lastAnchored) : "none", verdict.publicKey);
    else
        fmt::print("No anchors were given, so a cut tail would not be seen.\n");
}

ExitCode verifyRecord(const AuditOptions& options)
{
    const auto place = recordPlaceFrom(options);
    if (!place)
        return reportError(place.error(), options.asJson);
    const auto verdict = verifyAudit(place->database, place->anchors);
    if (!verdict)
        return reportError(verdict.error(), options.asJson);
    if (options.asJson)
        fmt::print("{}\n", canonicalBytes(verdictJson(*verdict)));
    else
        printVerdict(*verdict, !place->anchors.empty());
    return verdict->isIntact ? ExitCode::Done : ExitCode::VerificationFailed;
}

ExitCode showTail(const AuditOptions& options)
{
    const auto place = recordPlaceFrom(options);
    if (!place)
        return reportError(place.error(), options.asJson);
    auto reader = AuditReader::open(place->database);
    if (!reader)
        return reportError(reader.error(), options.asJson);
    const auto records = reader->tail(options.count);
    if (!records)
        return reportError(records.error(), options.asJson);
    std::string separator;
    if (options.asJson)
        fmt::print("[");
    for (const AuditRecord& record : *records) {
        if (options.asJson)
            fmt::print("{}{}", separator, auditLine(record));
        else
            fmt::print("{:>8}  {}  {}/{}  {}  {}  {}\n", record.sequence, toIsoText(record.time),
                       record.category, record.kind, record.actor, record.entity, record.body);
        separator = ",\n";
    }
    if (options.asJson)
        fmt::print("]\n");
    return ExitCode::Done;
}

using AuditVerb = ExitCode (*)(const AuditOptions&);

CLI::App* addAuditVerb(CLI::App& noun, const char* name, const char* text, AuditVerb verb,
                       const std::shared_ptr<AuditOptions>& options, Action& action)
{
    CLI::App* command = noun.add_subcommand(name, text);
    command->add_option("--profile", options->profile,
                        "Folder of the desk, or a copy of its desk.db (default: the PAPER profile)");
    command->add_flag("--json", options->asJson, "One JSON document on standard output");
    command->callback([verb, options, &action] { action = [verb, options] { return verb(*options); }; });
    return command;
}

} // namespace

void addAuditCommand(CLI::App& program, Action& action)
{
    CLI::App* noun = program.add_subcommand("audit", "Verify, export, archive or show the audit record");
    noun->require_subcommand(1);
    noun->footer("Example: strikectl audit verify --profile ~/desk --json");
    const auto options = std::make_shared<AuditOptions>();
    addAuditVerb(*noun, "verify", "Check the chain and the anchors; exit code 6 when they are broken",
                 verifyRecord, options, action)
        ->footer("Example: strikectl audit verify --profile ~/desk");
    CLI::App* exporting
        = addAuditVerb(*noun, "export", "Write every record, one a line", exportRecord, options, action);
    exporting->add_option("--out", options->out, "A new file (default: standard output)");
    exporting
        ->add_option("--format", options->format,
                     "jsonl: evidence, each line enough to hash its record again; csv: for spreadsheets")
        ->check(CLI::IsMember({"jsonl", "csv"}));
    exporting->add_option("--after", options->after, "Only records after this number")
        ->check(start::wholeNumber());
    exporting->footer("Example: strikectl audit export --profile ~/desk --out record.jsonl");
    CLI::App* tail = addAuditVerb(*noun, "tail", "Show the newest records", showTail, options, action);
    tail->add_option("--count", options->count, "How many")->check(CLI::Range(1, 10'000));
    tail->footer("Example: strikectl audit tail --count 50");
    CLI::App* archiving
        = addAuditVerb(*noun, "archive", "Copy closed parts of the record into signed segments",
                       archiveRecord, options, action);
    archiving->add_option("--to", options->archive,
                          "Folder of the segments (default: archive in the profile)");
    archiving->add_option("--records", options->records, "How many records a segment has at least")
        ->check(CLI::Range(1, 1'000'000));
    archiving->footer("Example: strikectl audit archive --profile ~/desk --to /mnt/worm/desk");
    CLI::App* segments
        = addAuditVerb(*noun, "segments", "List the segments and verify each; exit code 6 when broken",
                       showSegments, options, action);
    segments->add_option("--from", options->archive,
                         "Folder of the segments (default: archive in the profile)");
    segments->footer("Example: strikectl audit segments --profile ~/desk");
    CLI::App* expire = addAuditVerb(*noun, "expire", "Remove the records of segments whose time is over",
                                    expireArchive, options, action);
    expire->add_option("--from", options->archive,
                       "Folder of the segments (default: archive in the profile)");
    expire->footer("Example: strikectl audit expire --profile ~/desk");
    CLI::App* accept = addAuditVerb(*noun, "accept-restore",
                                    "Let a desk go on from a restored backup; the record says so for ever",
                                    acceptRestoredBackup, options, action);
    accept->add_option("--reason", options->reason, "Why the backup was restored, one line")->required();
    accept->footer("Example: strikectl audit accept-restore --profile ~/desk --reason \"the disk died\"");
}

} // namespace strikedesk::cli
