// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/audit/Tampering.h"

#include <algorithm>
#include <array>

namespace strikedesk::test {
namespace {

constexpr auto textColumns = std::to_array<const char*>({"category", "kind", "actor", "entity"});

std::uint64_t anyRecord(const TamperedCopy& copy, Random& random)
{
    return std::uint64_t(random.between(1, int(copy.count())));
}

/// A record that an anchor covers: what follows the last anchor of a killed desk stands on the chain alone.
std::uint64_t anchoredRecord(const TamperedCopy& copy, Random& random)
{
    return std::uint64_t(random.between(1, int(copy.lastAnchored())));
}

QString oneOf(std::span<const char* const> names, Random& random)
{
    return QLatin1String(names[std::size_t(random.between(0, int(names.size()) - 1))]);
}

// ---- One record
// -----------------------------------------------------------------------------------------------

Expected editBlob(TamperedCopy& copy, Random& random, const char* column)
{
    const auto sequence = qint64(anyRecord(copy, random));
    const QString name = QLatin1String(column);
    const QByteArray bytes
        = copy.run(QStringLiteral("SELECT %1 FROM audit WHERE sequence = ?").arg(name), {sequence})
              .toByteArray();
    copy.run(QStringLiteral("UPDATE audit SET %1 = ? WHERE sequence = ?").arg(name),
             {withOneBitChanged(bytes, random), sequence});
    return {std::uint64_t(sequence)};
}

Expected editBody(TamperedCopy& copy, Random& random)
{
    return editBlob(copy, random, "body");
}
Expected editPreviousHash(TamperedCopy& copy, Random& random)
{
    return editBlob(copy, random, "previous_hash");
}
Expected editHash(TamperedCopy& copy, Random& random)
{
    return editBlob(copy, random, "hash");
}

Expected editLimit(TamperedCopy& copy, Random& random)
{
    const std::uint64_t sequence = anyRecord(copy, random);
    copy.run(QStringLiteral(
                 "UPDATE audit SET body = CAST(replace(CAST(body AS TEXT), '1.2500', '1.2400') AS BLOB) "
                 "WHERE sequence = ?"),
             {qint64(sequence)});
    return {sequence};
}

Expected editText(TamperedCopy& copy, Random& random)
{
    const std::uint64_t sequence = anyRecord(copy, random);
    const std::array edits {"%1 || 'x'", "'x' || %1", "upper(%1) || 'X'", "%1 || ' '", "%1 || char(0)"};
    const QString column = oneOf(textColumns, random);
    copy.run(QStringLiteral("UPDATE audit SET %1 = %2 WHERE sequence = ?")
                 .arg(column, oneOf(edits, random).arg(column)),
             {qint64(sequence)});
    return {sequence};
}

Expected moveLetterIntoNextField(TamperedCopy& copy, Random& random)
{
    const std::uint64_t sequence = anyRecord(copy, random);
    copy.run(QStringLiteral("UPDATE audit SET category = substr(category, 1, length(category) - 1), "
                            "kind = substr(category, -1) || kind WHERE sequence = ?"),
             {qint64(sequence)});
    return {sequence};
}

/// Readers that mend broken UTF-8 see U+FFFD both before and after.
Expected hideBrokenByteBehindItsSign(TamperedCopy& copy, Random& random)
{
    const auto days = int(copy.count() / 11);
    std::uint64_t sequence = 11 * std::uint64_t(random.between(1, days));
    sequence -= sequence % 7 == 0 ? 11 : 0; // the entries of LongRecord with such a sign
    if (sequence == 0)
        sequence = 11;
    copy.run(QStringLiteral("UPDATE audit SET actor = CAST(x'626F743AFF' AS TEXT) WHERE sequence = ?"),
             {qint64(sequence)});
    return {sequence};
}

Expected editTime(TamperedCopy& copy, Random& random)
{
    const std::uint64_t sequence = anyRecord(copy, random);
    copy.run(QStringLiteral("UPDATE audit SET time_us = time_us + ? WHERE sequence = ?"),
             {random.between(0, 1) == 0 ? -1 : random.between(1, 1'000'000), qint64(sequence)});
    return {sequence};
}

Expected cutHashShort(TamperedCopy& copy, Random& random)
{
    const std::uint64_t sequence = anyRecord(copy, random);
    copy.run(QStringLiteral("UPDATE audit SET hash = substr(hash, 1, ?) WHERE sequence = ?"),
             {random.between(0, 31), qint64(sequence)});
    return {sequence};
}

// ---- Records among each other
// ---------------------------------------------------------------------------------

Expected swapNumbers(TamperedCopy& copy, Random& random)
{
    const auto a = qint64(anyRecord(copy, random));
    auto b = qint64(anyRecord(copy, random));
    if (a == b)
        b = a == 1 ? 2 : a - 1;
    copy.run(QStringLiteral("UPDATE audit SET sequence = -1 WHERE sequence = ?"), {a});
    copy.run(QStringLiteral("UPDATE audit SET sequence = ? WHERE sequence = ?"), {a, b});
    copy.run(QStringLiteral("UPDATE audit SET sequence = ? WHERE sequence = -1"), {b});
    return {std::uint64_t(std::min(a, b))};
}

Expected swapContents(TamperedCopy& copy, Random& random)
{
    const auto a = qint64(random.between(1, int(copy.count()) - 1));
    const QString bodyOf = QStringLiteral("SELECT body FROM audit WHERE sequence = ?");
    const QString setBody = QStringLiteral("UPDATE audit SET body = ? WHERE sequence = ?");
    const QVariant first = copy.run(bodyOf, {a});
    const QVariant second = copy.run(bodyOf, {a + 1});
    copy.run(setBody, {second, a});
    copy.run(setBody, {first, a + 1});
    return {std::uint64_t(a)};
}

Expected deleteRecord(TamperedCopy& copy, Random& random)
{
    const std::uint64_t sequence = anchoredRecord(copy, random);
    copy.run(QStringLiteral("DELETE FROM audit WHERE sequence = ?"), {qint64(sequence)});
    return {sequence};
}

Expected deleteRange(TamperedCopy& copy, Random& random)
{
    const std::uint64_t first = anchoredRecord(copy, random);
    copy.run(QStringLiteral("DELETE FROM audit WHERE sequence >= ? AND sequence < ?"),
             {qint64(first), qint64(first) + random.between(2, 500)});
    return {first};
}

Expected deleteDay(TamperedCopy& copy, Random& random)
{
    const std::uint64_t day = anchoredRecord(copy, random) / LongRecord::recordsOfOneDay;
    constexpr qint64 dayLength = 86'400'000'000;
    const qint64 midnight
        = copy.run(QStringLiteral("SELECT min(time_us) / ? * ? FROM audit"), {dayLength, dayLength})
              .toLongLong()
        + qint64(day) * dayLength;
    const auto first
        = copy.run(QStringLiteral("SELECT min(sequence) FROM audit WHERE time_us >= ? AND time_us < ?"),
                   {midnight, midnight + dayLength});
    copy.run(QStringLiteral("DELETE FROM audit WHERE time_us >= ? AND time_us < ?"),
             {midnight, midnight + dayLength});
    return {first.toULongLong()};
}

Expected deleteRecordAndCloseTheGap(TamperedCopy& copy, Random& random)
{
    const std::uint64_t sequence = anchoredRecord(copy, random);
    copy.run(QStringLiteral("DELETE FROM audit WHERE sequence = ?"), {qint64(sequence)});
    copy.shift(sequence, -1);
    return {sequence};
}

Expected cutTail(TamperedCopy& copy, Random& random)
{
    const std::uint64_t first = anchoredRecord(copy, random);
    copy.run(QStringLiteral("DELETE FROM audit WHERE sequence >= ?"), {qint64(first)});
    return {first};
}

Expected cutStart(TamperedCopy& copy, Random& random)
{
    copy.run(QStringLiteral("DELETE FROM audit WHERE sequence <= ?"), {qint64(anyRecord(copy, random))});
    return {1};
}

Expected duplicateRecord(TamperedCopy& copy, Random& random)
{
    const std::uint64_t sequence = anyRecord(copy, random);
    copy.shift(sequence + 1, 1);
    copy.run(
        QStringLiteral("INSERT INTO audit SELECT sequence + 1, time_us, category, kind, actor, entity, body, "
                       "previous_hash, hash FROM audit WHERE sequence = ?"),
        {qint64(sequence)});
    return {sequence + 1};
}

void insertAt(TamperedCopy& copy, std::uint64_t sequence)
{
    copy.shift(sequence, 1);
    copy.run(QStringLiteral("INSERT INTO audit SELECT ?, time_us, category, kind, actor, entity, "
                            "CAST('{\"invented\":true}' AS BLOB), previous_hash, hash FROM audit "
                            "WHERE sequence = ?"),
             {qint64(sequence), qint64(sequence) + 1});
}

Expected insertRecord(TamperedCopy& copy, Random& random)
{
    const std::uint64_t sequence = anyRecord(copy, random);
    insertAt(copy, sequence);
    return {sequence};
}

Expected addRecordBeforeTheFirst(TamperedCopy& copy, Random& random)
{
    copy.run(QStringLiteral("INSERT INTO audit SELECT ?, time_us, category, kind, actor, entity, body, "
                            "previous_hash, hash FROM audit WHERE sequence = 1"),
             {-random.between(0, 3)});
    return {1};
}

Expected addUnhashedRecordAtTheEnd(TamperedCopy& copy, Random&)
{
    copy.run(
        QStringLiteral("INSERT INTO audit SELECT sequence + 1, time_us, category, kind, actor, entity, body, "
                       "hash, hash FROM audit WHERE sequence = ?"),
        {qint64(copy.count())});
    return {copy.count() + 1};
}

/// In a table without its rules the same number may come twice, and a column may be of any type.
void rebuildWithoutRules(TamperedCopy& copy)
{
    copy.run(QStringLiteral("CREATE TABLE loose (sequence, time_us, category, kind, actor, entity, body, "
                            "previous_hash, hash)"));
    copy.run(QStringLiteral("INSERT INTO loose SELECT * FROM audit"));
    copy.run(QStringLiteral("DROP TABLE audit"));
    copy.run(QStringLiteral("ALTER TABLE loose RENAME TO audit"));
}

Expected sameNumberTwice(TamperedCopy& copy, Random& random)
{
    rebuildWithoutRules(copy);
    const std::uint64_t sequence = anyRecord(copy, random);
    copy.run(QStringLiteral("INSERT INTO audit SELECT * FROM audit WHERE sequence = ?"), {qint64(sequence)});
    return {sequence + 1};
}

Expected otherType(TamperedCopy& copy, Random& random)
{
    rebuildWithoutRules(copy);
    const std::uint64_t sequence = anyRecord(copy, random);
    const std::array edits {"category = CAST(category AS BLOB)", "actor = NULL",
                            "time_us = CAST(time_us AS TEXT)",   "time_us = CAST(time_us AS REAL)",
                            "body = CAST(body AS TEXT)",         "hash = NULL",
                            "kind = CAST(kind AS BLOB)",         "entity = 7",
                            "previous_hash = hex(previous_hash)"};
    copy.run(QStringLiteral("UPDATE audit SET %1 WHERE sequence = ?").arg(oneOf(edits, random)),
             {qint64(sequence)});
    return {sequence};
}

// ---- The forger who knows the layout and has no key
// -----------------------------------------------------------

Expected editAndForge(TamperedCopy& copy, Random& random)
{
    const std::uint64_t sequence = anchoredRecord(copy, random);
    copy.run(QStringLiteral("UPDATE audit SET actor = actor || 'x' WHERE sequence = ?"), {qint64(sequence)});
    copy.forgeChainFrom(sequence);
    return {*copy.anchorFrom(sequence)};
}

Expected deleteAndForge(TamperedCopy& copy, Random& random)
{
    const std::uint64_t sequence = anchoredRecord(copy, random);
    copy.run(QStringLiteral("DELETE FROM audit WHERE sequence = ?"), {qint64(sequence)});
    copy.forgeChainFrom(sequence);
    return {*copy.anchorFrom(sequence)};
}

Expected insertAndForge(TamperedCopy& copy, Random& random)
{
    const std::uint64_t sequence = anchoredRecord(copy, random);
    insertAt(copy, sequence);
    copy.forgeChainFrom(sequence);
    return {*copy.anchorFrom(sequence)};
}

Expected forgeAndCut(TamperedCopy& copy, Random& random)
{
    const std::uint64_t last = anchoredRecord(copy, random);
    copy.run(QStringLiteral("DELETE FROM audit WHERE sequence >= ?"), {qint64(last)});
    if (last == 1)
        return {1};
    const auto edited = std::uint64_t(random.between(1, int(last) - 1));
    copy.run(QStringLiteral("UPDATE audit SET time_us = time_us + 1 WHERE sequence = ?"), {qint64(edited)});
    copy.forgeChainFrom(edited);
    const std::uint64_t anchor = *copy.anchorFrom(edited);
    return {anchor < last ? anchor : last};
}

constexpr auto recordKinds = std::to_array<TamperKind>({
    {"a bit of a body", editBody},
    {"a bit of a previous hash", editPreviousHash},
    {"a bit of a hash", editHash},
    {"another limit", editLimit},
    {"an edited text", editText},
    {"a letter moved into the next field", moveLetterIntoNextField},
    {"a broken byte behind its sign", hideBrokenByteBehindItsSign},
    {"an edited time", editTime},
    {"a hash cut short", cutHashShort},
    {"swapped numbers", swapNumbers},
    {"swapped contents", swapContents},
    {"a deleted record", deleteRecord},
    {"a deleted range", deleteRange},
    {"a deleted day", deleteDay, false},
    {"a deleted record, the gap closed", deleteRecordAndCloseTheGap, false},
    {"a cut tail", cutTail},
    {"a cut start", cutStart},
    {"a duplicated record", duplicateRecord, false},
    {"an inserted record", insertRecord, false},
    {"a record before the first", addRecordBeforeTheFirst},
    {"a record without its hash at the end", addUnhashedRecordAtTheEnd},
    {"the same number twice", sameNumberTwice, false},
    {"a value of another type", otherType, false},
    {"an edit, the chain forged after it", editAndForge, false},
    {"a deletion, the chain forged after it", deleteAndForge, false},
    {"an insertion, the chain forged after it", insertAndForge, false},
    {"an edit and a cut tail, the chain forged", forgeAndCut, false},
});

} // namespace

std::span<const TamperKind> recordTamperings()
{
    return recordKinds;
}

} // namespace strikedesk::test
