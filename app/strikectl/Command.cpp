// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/Command.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace strikedesk::cli {
namespace {

struct AreaRow
{
    std::string_view area;
    ExitCode exitCode;
};

// The area is what stands before the first dot of an error code; what is not listed is a plain failure.
constexpr std::array areas {
    AreaRow {"input", ExitCode::Usage},
    AreaRow {"usage", ExitCode::Usage},
    AreaRow {"risk", ExitCode::RefusedByRisk},
    AreaRow {"slippage", ExitCode::RefusedByRisk},
    AreaRow {"data", ExitCode::Failed},
    AreaRow {"connection", ExitCode::NotConnected},
    AreaRow {"unknown", ExitCode::OutcomeUnknown},
    AreaRow {"audit", ExitCode::VerificationFailed},
};

std::string jsonText(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        if (static_cast<unsigned char>(c) < 0x20)
            quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            quoted += c;
    }
    return quoted + "\"";
}

} // namespace

ExitCode exitCodeFor(const Error& error)
{
    const std::string_view area = std::string_view(error.code).substr(0, error.code.find('.'));
    for (const AreaRow& row : areas) {
        if (row.area == area)
            return row.exitCode;
    }
    return ExitCode::Failed;
}

ExitCode reportError(const Error& error, bool asJson)
{
    if (asJson)
        fmt::print("{{\"error\":{{\"code\":{},\"message\":{}}}}}\n", jsonText(error.code),
                   jsonText(error.message));
    else
        fmt::print(stderr, "strikectl: {} [{}]\n", error.message, error.code);
    return exitCodeFor(error);
}

} // namespace strikedesk::cli
