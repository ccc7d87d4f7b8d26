// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace strikedesk::build {

inline constexpr const char* version = "0.1.0";
inline constexpr const char* commit = "891db5c58134";
inline constexpr const char* type = "";

} // namespace strikedesk::build
