// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/IdSource.h"

#include <QSet>
#include <QtTest>

using namespace strikedesk;

class TestIdSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anIdNamesItsKindItsRunAndItsNumber();
    void idsAreNeverMintedTwice();
    void aMistypedIdIsNoticed();
};

void TestIdSource::anIdNamesItsKindItsRunAndItsNumber()
{
    IdSource source(3, 17);
    const std::string id = source.next('O');
    QVERIFY2(id.starts_with("O3-000017-"), id.c_str());
    QVERIFY(isWellFormedId(id));
    QVERIFY(source.next('F').starts_with("F3-000018-"));
}

void TestIdSource::idsAreNeverMintedTwice()
{
    QSet<QByteArray> ids;
    for (std::uint64_t epoch = 1; epoch <= 3; ++epoch) {
        IdSource source(epoch, 1);
        for (int i = 0; i < 2'000; ++i)
            ids.insert(QByteArray::fromStdString(source.next(i % 2 == 0 ? 'O' : 'C')));
    }
    QCOMPARE(ids.size(), 6'000);
}

void TestIdSource::aMistypedIdIsNoticed()
{
    IdSource source(12, 345);
    const std::string id = source.next('O');
    for (std::size_t place = 0; place < id.size(); ++place) {
        if (id[place] == '-')
            continue;
        for (const char wrong : {'0', '1', '7', 'A', 'Z'}) {
            std::string mistyped = id;
            mistyped[place] = wrong;
            QCOMPARE(isWellFormedId(mistyped), mistyped == id);
        }
    }
    for (std::size_t place = 0; place + 1 < id.size(); ++place) {
        std::string swapped = id;
        std::swap(swapped[place], swapped[place + 1]);
        if (id[place] != '-' && id[place + 1] != '-')
            QCOMPARE(isWellFormedId(swapped), swapped == id);
    }
    QVERIFY(!isWellFormedId("") && !isWellFormedId("-") && !isWellFormedId("O1") && !isWellFormedId("-K"));
}

QTEST_GUILESS_MAIN(TestIdSource)
#include "tst_IdSource.moc"
