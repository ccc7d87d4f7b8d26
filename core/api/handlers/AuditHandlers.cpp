// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/Page.h"
#include "core/api/handlers/Handlers.h"
#include "core/api/views/DeskViews.h"
#include "core/api/views/JsonValue.h"
#include "core/audit/AuditRecord.h"

#include <QJsonArray>

#include <limits>

namespace strikedesk::api {
namespace {

constexpr std::uint64_t verifyBatchMax = 20'000;
constexpr auto sequenceMax = std::uint64_t(std::numeric_limits<qint64>::max());

struct ChainCheck
{
    std::uint64_t checked = 0;
    std::uint64_t lastSequence = 0;
    std::string lastHash;
    std::uint64_t firstBad = 0; ///< 0: none.
    std::string why;
};

AuditRecord recordOf(const AuditRow& row, const Digest& previousHash)
{
    return {row.sequence, row.at, row.category, row.kind, row.actor, row.entity, row.body, previousHash, {}};
}

/// Continues a check with more rows. The hash before the first row of a part is taken from the row before it.
void checkRows(const std::vector<AuditRow>& rows, ChainCheck& check)
{
    for (const AuditRow& row : rows) {
        const std::optional<Digest> previous
            = check.lastSequence == 0 ? Digest {} : digestFromHex(check.lastHash);
        if (row.sequence != check.lastSequence + 1)
            check.why = "a record is missing";
        else if (!previous || hexText(auditHash(recordOf(row, *previous))) != row.hash)
            check.why = "the hash does not fit the record and the one before it";
        if (!check.why.empty()) {
            check.firstBad = row.sequence;
            return;
        }
        ++check.checked;
        check.lastSequence = row.sequence;
        check.lastHash = row.hash;
    }
}

Result<ChainCheck> checkChain(const Desk& desk, std::uint64_t after, std::uint64_t count)
{
    ChainCheck check;
    if (after > 0) {
        const auto before = desk.auditAfter(after - 1, 1);
        if (!before)
            return fail(before.error());
        if (before->empty() || before->front().sequence != after)
            return fail("audit.not_found", "There is no audit record with the number given as 'after'.");
        check.lastSequence = after;
        check.lastHash = before->front().hash;
    }
    const auto rows = desk.auditAfter(after, count);
    if (!rows)
        return fail(rows.error());
    checkRows(*rows, check);
    return check;
}

} // namespace

Outcome listAudit(ApiContext& context, const RouteCall& call)
{
    const auto after = numberParameter(call, "after", 0, sequenceMax);
    if (!after)
        return problemAnswer(after.error());
    const auto limit = numberParameter(call, "limit", 100, PageRequest::limitMax);
    if (!limit)
        return problemAnswer(limit.error());
    const auto rows = context.desk.auditAfter(*after, std::size_t(*limit));
    if (!rows)
        return problemAnswer(rows.error());
    QJsonArray items;
    for (const AuditRow& row : *rows)
        items.append(auditRowJson(row));
    const bool mayHaveMore = !rows->empty() && rows->size() == *limit;
    return jsonAnswer({{QStringLiteral("items"), items},
                       {QStringLiteral("next_after"),
                        mayHaveMore ? toValue(rows->back().sequence) : QJsonValue(QJsonValue::Null)}});
}

Outcome verifyAudit(ApiContext& context, const RouteCall& call)
{
    const auto after = numberParameter(call, "after", 0, sequenceMax);
    if (!after)
        return problemAnswer(after.error());
    const auto limit = numberParameter(call, "limit", verifyBatchMax, verifyBatchMax);
    if (!limit)
        return problemAnswer(limit.error());
    const auto check = checkChain(context.desk, *after, *limit);
    if (!check)
        return problemAnswer(check.error());
    const bool isSound = check->firstBad == 0;
    const bool mayHaveMore = isSound && check->checked == *limit;
    return jsonAnswer({{QStringLiteral("verified"), isSound},
                       {QStringLiteral("checked"), toValue(check->checked)},
                       {QStringLiteral("last_sequence"), toValue(check->lastSequence)},
                       {QStringLiteral("head"), textOrNull(check->lastHash)},
                       {QStringLiteral("first_bad_sequence"),
                        isSound ? QJsonValue(QJsonValue::Null) : toValue(check->firstBad)},
                       {QStringLiteral("why"), textOrNull(check->why)},
                       {QStringLiteral("next_after"),
                        mayHaveMore ? toValue(check->lastSequence) : QJsonValue(QJsonValue::Null)}});
}

} // namespace strikedesk::api
