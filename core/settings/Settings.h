// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/Fault.h"
#include "core/settings/SettingsTable.h"
#include "core/util/Assert.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace strikedesk {

/// One line of `strikectl config show`.
struct SettingRow
{
    std::string key;
    std::string value;
    std::string allowed; ///< "0 to 65535", "dark, light".
    std::string meaning;
    bool isDefault = true;
};

struct SettingsCheck;

/// The settings of one profile, read once.
///
/// Thread: immutable, any.
class Settings
{
public:
    /// What the table says.
    Settings();

    /// Reads the text of a settings file; every fault at once. An empty text is all defaults.
    [[nodiscard]] static SettingsCheck check(std::string_view yaml,
                                             const EnvironmentLookup& environment = {});
    /// Reads a file; one that is not there means all defaults. The first fault as an error, or
    /// `settings.unreadable`.
    [[nodiscard]] static Result<Settings> load(const std::string& path,
                                               const EnvironmentLookup& environment = processEnvironment());

    template <typename T>
    [[nodiscard]] T get(const Setting<T>& setting) const
    {
        return std::get<T>(valueOf(setting.key));
    }
    [[nodiscard]] std::string get(const TextSetting& setting) const
    {
        return std::get<std::string>(valueOf(setting.key));
    }

    /// In the order of the table.
    [[nodiscard]] std::vector<SettingRow> rows() const;

private:
    using Value = std::variant<bool, int, double, Money, std::string>;
    [[nodiscard]] const Value& valueOf(std::string_view key) const;

    std::map<std::string, Value, std::less<>> m_values;
};

/// Settings, or every fault of the text; never both.
struct SettingsCheck
{
    std::optional<Settings> settings;
    std::vector<Fault> faults; ///< By line.
};

} // namespace strikedesk
