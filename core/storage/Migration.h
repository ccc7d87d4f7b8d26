// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Statement.h"

#include <span>
#include <string_view>

namespace strikedesk {

/// One step of the schema of one folder. Steps of an area are numbered 1, 2, 3 …, never change once shipped,
/// and each is applied in a transaction of its own.
struct Migration
{
    std::string_view area; ///< The folder that owns the tables: "audit", "orders" …
    int number = 0;
    std::string_view title;
    std::span<const std::string_view> statements;
};

} // namespace strikedesk
