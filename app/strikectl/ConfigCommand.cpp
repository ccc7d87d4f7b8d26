// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/Command.h"
#include "core/audit/CanonicalJson.h"
#include "core/settings/Profile.h"
#include "core/settings/Settings.h"
#include "core/settings/YamlTree.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <fmt/format.h>

#include <memory>
#include <string>

namespace strikedesk::cli {
namespace {

struct ConfigOptions
{
    std::string profile;
    bool asJson = false;
};

/// The settings file of a profile folder, or the file that was given itself. A folder without one is a desk
/// with every default; a folder that is not there is a mistake.
Result<std::string> settingsPathFrom(const ConfigOptions& options)
{
    const std::string given
        = options.profile.empty() ? Profile::defaultFolder(ProfileKind::Paper) : options.profile;
    const QFileInfo info(QString::fromStdString(given));
    if (info.exists() && !info.isDir())
        return given;
    if (!options.profile.empty() && !info.isDir())
        return fail("profile.missing",
                    fmt::format("There is no folder {}; give --profile the folder of a desk.", given));
    return given + "/settings.yaml";
}

Result<SettingsCheck> readSettings(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    if (!file.exists())
        return SettingsCheck {Settings(), {}};
    if (!file.open(QIODevice::ReadOnly))
        return fail(
            "settings.unreadable",
            fmt::format("The settings {} cannot be read ({}).", path, file.errorString().toStdString()));
    // One byte more than is read tells that there is more; a device would never end.
    const QByteArray text = file.read(qint64(YamlLimits {}.bytes) + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(
            "settings.unreadable",
            fmt::format("The settings {} cannot be read ({}).", path, file.errorString().toStdString()));
    return Settings::check(text.toStdString(), processEnvironment());
}

QJsonObject faultsJson(const std::string& path, const SettingsCheck& check)
{
    QJsonArray faults;
    for (const Fault& fault : check.faults) {
        faults.append(QJsonObject {{QStringLiteral("line"), fault.line},
                                   {QStringLiteral("key"), QString::fromStdString(fault.key)},
                                   {QStringLiteral("code"), QString::fromStdString(fault.code)},
                                   {QStringLiteral("message"), QString::fromStdString(fault.message)}});
    }
    return {{QStringLiteral("file"), QString::fromStdString(path)},
            {QStringLiteral("exists"), QFile::exists(QString::fromStdString(path))},
            {QStringLiteral("valid"), check.settings.has_value()},
            {QStringLiteral("faults"), faults}};
}

void printFaults(const std::string& path, const SettingsCheck& check)
{
    for (const Fault& fault : check.faults)
        fmt::print(stderr, "{}:{}: {} [{}]\n", path, fault.line, printable(fault.message), fault.code);
}

ExitCode checkConfig(const ConfigOptions& options)
{
    const auto path = settingsPathFrom(options);
    if (!path)
        return reportError(path.error(), options.asJson);
    const auto check = readSettings(*path);
    if (!check)
        return reportError(check.error(), options.asJson);
    if (options.asJson)
        fmt::print("{}\n", canonicalBytes(faultsJson(*path, *check)));
    else
        printFaults(*path, *check);
    if (check->settings && !options.asJson)
        fmt::print("{}\n",
                   QFile::exists(QString::fromStdString(*path))
                       ? "No faults."
                       : "There is no settings file; every setting has its default.");
    return check->settings ? ExitCode::Done : ExitCode::Failed;
}

ExitCode showConfig(const ConfigOptions& options)
{
    const auto path = settingsPathFrom(options);
    if (!path)
        return reportError(path.error(), options.asJson);
    const auto check = readSettings(*path);
    if (!check)
        return reportError(check.error(), options.asJson);
    if (!check->settings)
        return reportError(errorFrom(check->faults), options.asJson);
    QJsonArray rows;
    for (const SettingRow& row : check->settings->rows()) {
        if (!options.asJson)
            fmt::print("{:<22} {:<16} {} {} ({})\n", row.key, row.value, row.isDefault ? ' ' : '*',
                       row.meaning, row.allowed);
        rows.append(QJsonObject {{QStringLiteral("key"), QString::fromStdString(row.key)},
                                 {QStringLiteral("value"), QString::fromStdString(row.value)},
                                 {QStringLiteral("default"), row.isDefault},
                                 {QStringLiteral("allowed"), QString::fromStdString(row.allowed)},
                                 {QStringLiteral("meaning"), QString::fromStdString(row.meaning)}});
    }
    if (options.asJson)
        fmt::print("{}\n",
                   canonicalBytes(QJsonObject {{QStringLiteral("file"), QString::fromStdString(*path)},
                                               {QStringLiteral("settings"), rows}}));
    return ExitCode::Done;
}

void addConfigVerb(CLI::App& noun, const char* name, const char* text, ExitCode (*verb)(const ConfigOptions&),
                   Action& action)
{
    CLI::App* command = noun.add_subcommand(name, text);
    const auto options = std::make_shared<ConfigOptions>();
    command->add_option("--profile", options->profile,
                        "Folder of the desk, or a settings file (default: the PAPER profile)");
    command->add_flag("--json", options->asJson, "One JSON document on standard output");
    command->footer(fmt::format("Example: strikectl config {} --profile ~/desk", name));
    command->callback([verb, options, &action] { action = [verb, options] { return verb(*options); }; });
}

} // namespace

void addConfigCommand(CLI::App& program, Action& action)
{
    CLI::App* noun = program.add_subcommand("config", "Show or check the settings of a profile");
    noun->require_subcommand(1);
    noun->footer("Example: strikectl config check --profile ~/desk");
    addConfigVerb(*noun, "show", "Every setting, its value and what it may be (* = not the default)",
                  showConfig, action);
    addConfigVerb(*noun, "check", "Find every fault of the settings file, each with its line", checkConfig,
                  action);
}

} // namespace strikedesk::cli
