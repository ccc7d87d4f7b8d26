// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/CellModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace strikedesk::ui;

namespace {

constexpr ColumnSpec twoColumns[] {{"Name", "", 50, Align::Left}, {"Value", "", 50, Align::Right}};

CellRow rowOf(const QString& key, const QString& value, std::vector<CellRow> children = {})
{
    CellRow row;
    row.key = key;
    row.cells.resize(2);
    row.cells[0].text = key;
    row.cells[1].text = value;
    row.children = std::move(children);
    return row;
}

std::vector<CellRow> rowsOf(const QStringList& keys, const QString& value = QStringLiteral("1"))
{
    std::vector<CellRow> rows;
    for (const QString& key : keys)
        rows.push_back(rowOf(key, value));
    return rows;
}

QStringList keysOf(const CellModel& model)
{
    QStringList keys;
    for (int row = 0; row < model.rowCount(); ++row)
        keys += model.key(model.index(row, 0));
    return keys;
}

} // namespace

class TestCellModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neighboursThatChangedShareOneSignal();
    void aSignalNamesOnlyTheColumnsThatChanged();
    void nothingChangedIsNoSignal();
    void anySetOfRowsBecomesAnyOther_data();
    void anySetOfRowsBecomesAnyOther();
    void theCurrentRowSurvivesNewRowsAboveIt();
    void childrenAreUpdatedInPlace();
    void aRepeatedKeyIsKeptApart();
};

// Rows 2, 3, 4 and 8 change: two runs, so exactly two signals.
void TestCellModel::neighboursThatChangedShareOneSignal()
{
    CellModel model("Test", twoColumns);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QStringList keys {u"a"_qs, u"b"_qs, u"c"_qs, u"d"_qs, u"e"_qs,
                            u"f"_qs, u"g"_qs, u"h"_qs, u"i"_qs, u"j"_qs};
    model.setRows(rowsOf(keys));
    QSignalSpy changes(&model, &CellModel::dataChanged);
    QSignalSpy resets(&model, &CellModel::modelReset);
    auto rows = rowsOf(keys);
    for (const std::size_t row : {2U, 3U, 4U, 8U})
        rows[row].cells[1].text = QStringLiteral("2");
    model.setRows(std::move(rows));
    QCOMPARE(changes.count(), 2);
    QCOMPARE(resets.count(), 0);
    QCOMPARE(changes[0][0].toModelIndex().row(), 2);
    QCOMPARE(changes[0][1].toModelIndex().row(), 4);
    QCOMPARE(changes[1][0].toModelIndex().row(), 8);
    QCOMPARE(changes[1][1].toModelIndex().row(), 8);
}

void TestCellModel::aSignalNamesOnlyTheColumnsThatChanged()
{
    CellModel model("Test", twoColumns);
    model.setRows(rowsOf({u"a"_qs, u"b"_qs}));
    QSignalSpy changes(&model, &CellModel::dataChanged);
    model.setRows(rowsOf({u"a"_qs, u"b"_qs}, u"9"_qs));
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes[0][0].toModelIndex().column(), 1);
    QCOMPARE(changes[0][1].toModelIndex().column(), 1);
}

void TestCellModel::nothingChangedIsNoSignal()
{
    CellModel model("Test", twoColumns);
    model.setRows(rowsOf({u"a"_qs, u"b"_qs}));
    QSignalSpy changes(&model, &CellModel::dataChanged);
    QSignalSpy inserts(&model, &CellModel::rowsInserted);
    model.setRows(rowsOf({u"a"_qs, u"b"_qs}));
    QCOMPARE(changes.count(), 0);
    QCOMPARE(inserts.count(), 0);
}

void TestCellModel::anySetOfRowsBecomesAnyOther_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QStringList>("after");
    QTest::addColumn<bool>("isReset");
    const auto list
        = [](const char* text) { return QString::fromLatin1(text).split(u',', Qt::SkipEmptyParts); };
    QTest::newRow("from nothing") << list("") << list("a,b") << false;
    QTest::newRow("to nothing") << list("a,b,c") << list("") << false;
    QTest::newRow("new ones in front") << list("a,b") << list("x,y,a,b") << false;
    QTest::newRow("new ones between and behind") << list("a,b") << list("a,x,y,b,z") << false;
    QTest::newRow("some left, some came") << list("a,b,c,d") << list("x,b,d,y") << false;
    QTest::newRow("all others") << list("a,b") << list("c,d,e") << false;
    QTest::newRow("another order is a reset") << list("a,b,c") << list("c,a,b") << true;
}

void TestCellModel::anySetOfRowsBecomesAnyOther()
{
    QFETCH(QStringList, before);
    QFETCH(QStringList, after);
    QFETCH(bool, isReset);
    CellModel model("Test", twoColumns);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(rowsOf(before));
    QSignalSpy resets(&model, &CellModel::modelReset);
    model.setRows(rowsOf(after, u"2"_qs));
    QCOMPARE(keysOf(model), after);
    QCOMPARE(resets.count() > 0, isReset);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.index(row, 1).data().toString(), u"2"_qs);
}

void TestCellModel::theCurrentRowSurvivesNewRowsAboveIt()
{
    CellModel model("Test", twoColumns);
    model.setRows(rowsOf({u"a"_qs, u"b"_qs}));
    const QPersistentModelIndex chosen(model.find(u"b"_qs));
    model.setRows(rowsOf({u"n"_qs, u"m"_qs, u"a"_qs, u"b"_qs}));
    QVERIFY(chosen.isValid());
    QCOMPARE(chosen.row(), 3);
    QCOMPARE(model.key(chosen), u"b"_qs);
}

void TestCellModel::childrenAreUpdatedInPlace()
{
    CellModel model("Test", twoColumns);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows({rowOf(u"spy"_qs, u"1"_qs, rowsOf({u"leg1"_qs, u"leg2"_qs}))});
    QSignalSpy changes(&model, &CellModel::dataChanged);
    auto legs = rowsOf({u"leg1"_qs, u"leg2"_qs, u"leg3"_qs});
    legs[1].cells[1].text = u"7"_qs;
    model.setRows({rowOf(u"spy"_qs, u"1"_qs, std::move(legs))});
    const QModelIndex parent = model.index(0, 0);
    QCOMPARE(model.rowCount(parent), 3);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes[0][0].toModelIndex(), model.index(1, 1, parent));
    QCOMPARE(model.parent(model.index(2, 0, parent)), parent);
}

void TestCellModel::aRepeatedKeyIsKeptApart()
{
    CellModel model("Test", twoColumns);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(rowsOf({u"a"_qs, u"a"_qs, u"b"_qs}));
    QCOMPARE(model.rowCount(), 3);
    model.setRows(rowsOf({u"a"_qs, u"c"_qs, u"a"_qs}));
    QCOMPARE(model.rowCount(), 3);
}

QTEST_MAIN(TestCellModel)
#include "tst_CellModel.moc"
