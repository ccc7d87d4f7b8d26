// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AuditVerifier.h"
#include "tests/audit/Tampering.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace strikedesk;
using namespace strikedesk::test;

/// Five edits of a record of a million entries, each of another kind; STRIKEDESK_SEED=n begins elsewhere.
class TestTamperingEndurance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEditAmongAMillionIsFoundAtItsPlace()
    {
        constexpr std::uint64_t count = 1'000'000;
        constexpr int edits = 5;
        const auto seed = std::uint64_t(qEnvironmentVariableIntValue("STRIKEDESK_SEED"));
        const QTemporaryDir folder;
        const QString original = folder.filePath(QStringLiteral("original"));
        QVERIFY(QDir().mkpath(original));
        const LongRecord record(original, {.count = count, .starts = 6, .seed = seed});
        const auto untouched = verifyAudit(LongRecord::databaseIn(original), LongRecord::anchorsIn(original));
        QVERIFY(untouched);
        QVERIFY2(untouched->isIntact, untouched->reason.c_str());
        QCOMPARE(untouched->count, count);

        std::vector<TamperKind> kinds;
        std::copy_if(recordTamperings().begin(), recordTamperings().end(), std::back_inserter(kinds),
                     [](const TamperKind& kind) { return kind.isQuick; });
        Random random(seed, 78);
        const int first = random.between(0, int(kinds.size()) - 1);
        for (int edit = 0; edit < edits; ++edit) {
            // Three is prime to their number, so that five of them differ.
            const TamperKind& kind = kinds[std::size_t(first + 3 * edit) % kinds.size()];
            const QString place = folder.filePath(QStringLiteral("tampered"));
            Expected expected;
            {
                TamperedCopy copy(record, place);
                expected = kind.apply(copy, random);
            }
            const auto verdict = verifyAudit(LongRecord::databaseIn(place), LongRecord::anchorsIn(place));
            QVERIFY(verdict);
            qInfo("%s: first bad %llu", kind.name,
                  static_cast<unsigned long long>(verdict->firstBad.value_or(0)));
            QVERIFY2(!verdict->isIntact, kind.name);
            QCOMPARE(*verdict->firstBad, expected.firstBad);
        }
    }
};

QTEST_GUILESS_MAIN(TestTamperingEndurance)
#include "tst_TamperingEndurance.moc"
