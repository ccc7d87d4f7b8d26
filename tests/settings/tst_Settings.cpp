// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/Settings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace strikedesk;

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingSaidMeansTheDefaults()
    {
        const SettingsCheck empty = Settings::check("");
        QVERIFY(empty.settings);
        QCOMPARE(empty.settings->get(settings::apiPort), 8642);
        QCOMPARE(empty.settings->get(settings::fillModel), std::string("calibrated"));
        QCOMPARE(empty.settings->get(settings::openingCash), Money::ofWhole(100'000));
        QCOMPARE(empty.settings->rows().size(), std::tuple_size_v<decltype(settings::all)>);
        for (const SettingRow& row : empty.settings->rows())
            QVERIFY2(row.isDefault && !row.meaning.empty() && !row.allowed.empty(), row.key.c_str());

        const QTemporaryDir folder;
        QVERIFY(Settings::load(folder.filePath(QStringLiteral("settings.yaml")).toStdString()));
    }

    void whatIsSaidIsTaken()
    {
        const SettingsCheck check = Settings::check("api: {port: \"${PORT:-9000}\", enabled: no}\n"
                                                    "account:\n  opening_cash: 25000.50\n"
                                                    "market: {speed: 0, source: 'recorded:a,b,2015-12-23'}\n"
                                                    "view: {theme: light}\n");
        QVERIFY(check.settings);
        QCOMPARE(check.settings->get(settings::apiPort), 9'000);
        QCOMPARE(check.settings->get(settings::apiEnabled), false);
        QCOMPARE(check.settings->get(settings::openingCash), Money::ofCents(25'000'50));
        QCOMPARE(check.settings->get(settings::marketSpeed), 0.0);
        QCOMPARE(check.settings->get(settings::marketSource), std::string("recorded:a,b,2015-12-23"));
        QCOMPARE(check.settings->get(settings::viewTheme), std::string("light"));
        QCOMPARE(check.settings->get(settings::viewScale), 1.0);
    }

    void bothSidesOfABoundAreKnown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("lowest") << QStringLiteral("view: {font_scale: 0.8}") << true;
        QTest::newRow("below") << QStringLiteral("view: {font_scale: 0.79}") << false;
        QTest::newRow("highest") << QStringLiteral("api: {port: 65535}") << true;
        QTest::newRow("above") << QStringLiteral("api: {port: 65536}") << false;
        QTest::newRow("far above") << QStringLiteral("api: {port: 99999999999999999999}") << false;
    }
    void bothSidesOfABoundAreKnown()
    {
        QFETCH(QString, text);
        QFETCH(bool, isGood);
        QCOMPARE(Settings::check(text.toStdString()).settings.has_value(), isGood);
    }

    void everyFaultIsNamedWithItsLineAndKey()
    {
        const SettingsCheck check = Settings::check("api:\n"
                                                    "  port: 70000\n"                      // 2
                                                    "  enabled: perhaps\n"                 // 3
                                                    "  prot: 1\n"                          // 4
                                                    "view: {theme: drak}\n"                // 5
                                                    "risk: {max_loss: 100}\n"              // 6
                                                    "acount: {}\n"                         // 7
                                                    "market: simulated\n"                  // 8
                                                    "venue: {fill_model: \"${NOPE}\"}\n"); // 9
        QVERIFY(!check.settings);
        std::vector<std::pair<int, std::string>> found;
        for (const Fault& fault : check.faults)
            found.emplace_back(fault.line, fault.code + " " + fault.key);
        const std::vector<std::pair<int, std::string>> expected {
            {2, "settings.out_of_bounds api.port"},
            {3, "settings.wrong_type api.enabled"},
            {4, "settings.unknown_key api.prot"},
            {5, "settings.unknown_choice view.theme"},
            {6, "settings.limits_are_not_settings risk"},
            {7, "settings.unknown_key acount"},
            {8, "settings.wrong_type market"},
            {9, "settings.variable venue.fill_model"},
        };
        QVERIFY(found == expected);
    }

    void aFaultyFileIsNeverHalfUsed()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("settings.yaml"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("view: {theme: light}\napi: {port: -1}\n");
        file.close();
        const auto loaded = Settings::load(path.toStdString());
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().code, std::string("settings.out_of_bounds"));
        QVERIFY(loaded.error().message.find("Line 2") == 0);
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_Settings.moc"
