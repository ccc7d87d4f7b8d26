// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/DeskSnapshot.h"

namespace strikedesk {

std::string_view nameOf(DeskMode mode)
{
    switch (mode) {
    case DeskMode::Paper: return "PAPER";
    case DeskMode::Replay: return "REPLAY";
    case DeskMode::Live: return "LIVE";
    }
    return "PAPER";
}

} // namespace strikedesk
