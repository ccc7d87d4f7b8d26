// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/Command.h"

namespace strikedesk::cli {

ExitCode reportError(const Error& error, bool asJson)
{
    return start::reportError("strikectl", error, asJson);
}

} // namespace strikedesk::cli
