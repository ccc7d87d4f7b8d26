// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/Fault.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

/// A YAML document as plain values with their lines: small, variables expanded, no key twice.
struct YamlNode
{
    enum class Kind { Null, Scalar, Sequence, Map };

    Kind kind = Kind::Null;
    int line = 0;     ///< From 1.
    std::string text; ///< Of a scalar.
    bool isQuoted = false;
    bool isFaulty = false;         ///< A variable in it could not be expanded; that was said already.
    std::vector<YamlNode> items;   ///< Of a sequence, or the values of a map.
    std::vector<std::string> keys; ///< Of a map, beside its items.
    std::vector<int> keyLines;

    [[nodiscard]] const YamlNode* find(std::string_view key) const;
};

/// What a file may be: enough for any plan and any settings, far too little to hurt.
struct YamlLimits
{
    std::size_t bytes = 256 * 1024;
    std::size_t nodes = 20'000;
    int depth = 24;
};

/// Reads one document. On any fault (codes `AREA.not_yaml`, `AREA.too_large`, `AREA.duplicate_key`,
/// `AREA.variable`) it is added to `faults`; nothing comes back only when there is no tree at all.
[[nodiscard]] std::optional<YamlNode> readYaml(std::string_view text, std::string_view area,
                                               const EnvironmentLookup& environment,
                                               std::vector<Fault>& faults, const YamlLimits& limits = {});

} // namespace strikedesk
