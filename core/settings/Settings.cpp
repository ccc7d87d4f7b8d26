// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/Settings.h"

#include "core/settings/FieldReader.h"

#include <QFile>
#include <QString>

#include <fmt/format.h>

#include <algorithm>

namespace strikedesk {
namespace {

std::string_view groupOf(std::string_view key)
{
    return key.substr(0, key.find('.'));
}
std::string_view nameInGroup(std::string_view key)
{
    return key.substr(key.find('.') + 1);
}

std::vector<std::string_view> choicesOf(const TextSetting& setting)
{
    std::vector<std::string_view> choices;
    for (std::string_view rest = setting.choices; !rest.empty();) {
        const std::size_t bar = std::min(rest.find('|'), rest.size());
        choices.push_back(rest.substr(0, bar));
        rest.remove_prefix(std::min(bar + 1, rest.size()));
    }
    return choices;
}

std::optional<bool> readSetting(FieldReader& group, const Setting<bool>& setting)
{
    return group.flag(nameInGroup(setting.key));
}
std::optional<int> readSetting(FieldReader& group, const Setting<int>& setting)
{
    return group.integer(nameInGroup(setting.key), setting.minimum, setting.maximum);
}
std::optional<double> readSetting(FieldReader& group, const Setting<double>& setting)
{
    return group.number(nameInGroup(setting.key), setting.minimum, setting.maximum);
}
std::optional<Money> readSetting(FieldReader& group, const Setting<Money>& setting)
{
    return group.money(nameInGroup(setting.key), setting.minimum, setting.maximum);
}
std::optional<std::string> readSetting(FieldReader& group, const TextSetting& setting)
{
    const std::string_view name = nameInGroup(setting.key);
    auto found = group.text(name);
    const auto choices = choicesOf(setting);
    if (!found || choices.empty() || std::find(choices.begin(), choices.end(), *found) != choices.end())
        return found;
    const auto meant = nearestWord(*found, choices);
    group.addFault(group.lineOf(name), name, "unknown_choice",
                   fmt::format("\"{}\" should be one of {}; found \"{}\"{}", name, fmt::join(choices, ", "),
                               *found, meant ? fmt::format(", did you mean \"{}\"?", *meant) : "."));
    return {};
}

/// Calls `use` with every setting of the table.
template <typename Use>
void forEachSetting(const Use& use)
{
    std::apply([&use](const auto&... setting) { (use(setting), ...); }, settings::all);
}

std::vector<std::string_view> settingGroups()
{
    std::vector<std::string_view> groups;
    forEachSetting([&groups](const auto& setting) {
        if (groups.empty() || groups.back() != groupOf(setting.key))
            groups.push_back(groupOf(setting.key));
    });
    return groups;
}

/// People look for the limits here; say where they are instead.
void explainLimits(FieldReader& root)
{
    for (const std::string_view key : {"risk", "limits", "risk_limits"}) {
        if (!root.has(key))
            continue;
        root.addFault(
            root.lineOf(key), key, "limits_are_not_settings",
            fmt::format("\"{}\": risk limits are not settings; they live in the record of the desk, "
                        "where every change is audited.",
                        key));
        static_cast<void>(root.map(key));
    }
}

std::string valueText(const std::variant<bool, int, double, Money, std::string>& value)
{
    struct Writer
    {
        std::string operator()(bool flag) const { return flag ? "true" : "false"; }
        std::string operator()(int number) const { return std::to_string(number); }
        std::string operator()(double number) const { return fmt::format("{}", number); }
        std::string operator()(Money money) const { return money.text(); }
        std::string operator()(const std::string& text) const { return text; }
    };
    return std::visit(Writer {}, value);
}

template <typename T>
std::string allowedText(const Setting<T>& setting)
{
    return fmt::format("{} to {}", valueText(setting.minimum), valueText(setting.maximum));
}
std::string allowedText(const Setting<bool>&)
{
    return "true, false";
}
std::string allowedText(const TextSetting& setting)
{
    const auto choices = choicesOf(setting);
    return choices.empty() ? "text" : fmt::format("{}", fmt::join(choices, ", "));
}

} // namespace

Settings::Settings()
{
    forEachSetting([this](const auto& setting) {
        if constexpr (std::is_same_v<std::decay_t<decltype(setting)>, TextSetting>)
            m_values[std::string(setting.key)] = std::string(setting.fallback);
        else
            m_values[std::string(setting.key)] = setting.fallback;
    });
}

const Settings::Value& Settings::valueOf(std::string_view key) const
{
    const auto found = m_values.find(key);
    STRIKEDESK_ASSERT(found != m_values.end(), "every setting that is asked for is in the table");
    return found->second;
}

SettingsCheck Settings::check(std::string_view yaml, const EnvironmentLookup& environment)
{
    SettingsCheck check;
    Settings settings;
    const auto tree = readYaml(yaml, "settings", environment, check.faults);
    if (tree && tree->kind == YamlNode::Kind::Map) {
        FieldReader root(*tree, {}, "settings", check.faults);
        for (const std::string_view group : settingGroups()) {
            const YamlNode* const node = root.map(group);
            if (!node)
                continue;
            FieldReader fields = root.childOf(*node, group);
            forEachSetting([&](const auto& setting) {
                if (groupOf(setting.key) != group)
                    return;
                if (auto found = readSetting(fields, setting))
                    settings.m_values[std::string(setting.key)] = std::move(*found);
            });
            fields.refuseUnknown();
        }
        explainLimits(root);
        root.refuseUnknown();
    } else if (tree && tree->kind != YamlNode::Kind::Null) {
        check.faults.push_back({tree->line,
                                {},
                                "settings.wrong_type",
                                "A settings file is a map of groups such as \"api:\" and \"market:\"."});
    }
    std::stable_sort(check.faults.begin(), check.faults.end(),
                     [](const Fault& a, const Fault& b) { return a.line < b.line; });
    if (check.faults.empty())
        check.settings = std::move(settings);
    return check;
}

Result<Settings> Settings::load(const std::string& path, const EnvironmentLookup& environment)
{
    QFile file(QString::fromStdString(path));
    if (!file.exists())
        return Settings();
    if (!file.open(QIODevice::ReadOnly))
        return fail(
            "settings.unreadable",
            fmt::format("The settings {} cannot be read ({}).", path, file.errorString().toStdString()));
    SettingsCheck checked = check(file.readAll().toStdString(), environment);
    if (!checked.settings)
        return fail(errorFrom(checked.faults));
    return std::move(*checked.settings);
}

std::vector<SettingRow> Settings::rows() const
{
    std::vector<SettingRow> rows;
    const Settings defaults;
    forEachSetting([&](const auto& setting) {
        const Value& value = valueOf(setting.key);
        rows.push_back({.key = std::string(setting.key),
                        .value = valueText(value),
                        .allowed = allowedText(setting),
                        .meaning = std::string(setting.meaning),
                        .isDefault = value == defaults.valueOf(setting.key)});
    });
    return rows;
}

} // namespace strikedesk
