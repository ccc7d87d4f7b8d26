// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <cstddef>
#include <string_view>

namespace strikedesk::api {

struct JsonLimits
{
    std::size_t depth = 32;
    std::size_t keys = 1'000;      ///< In the whole document.
    std::size_t elements = 10'000; ///< Array elements in the whole document.
};

/// Reads a JSON text once without building anything: it must be RFC 8259 to the letter, well-formed UTF-8,
/// inside the limits, and no object may name a key twice (however the name is escaped). What passes is safe
/// to give to a parser that checks none of this. `input.json`. Pure.
[[nodiscard]] Result<void> guardJson(std::string_view text, const JsonLimits& limits = {});

} // namespace strikedesk::api
