// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace strikedesk::start {

/// Exit codes are public (docs/cli.md), and the same for every program.
enum class ExitCode {
    Done = 0,
    Failed = 1,
    Usage = 2,
    RefusedByRisk = 3,
    NotConnected = 4,
    OutcomeUnknown = 5,
    VerificationFailed = 6,
};

/// The exit code that belongs to an error code: by its area, from one table.
[[nodiscard]] ExitCode exitCodeFor(const Error& error);

/// Foreign text as it may be shown on a terminal: one line, valid UTF-8, control characters as \x1b.
[[nodiscard]] std::string printable(std::string_view text);

/// Prints "PROGRAM: SENTENCE [code]" on stderr, or a JSON document `{"error":{"code","message"}}` on stdout
/// when `asJson`, and answers the exit code.
ExitCode reportError(std::string_view program, const Error& error, bool asJson);

/// For options that count: a whole number from 0 to 999999999999999999, in digits only. The parser itself
/// would turn -1 and numbers that are too large into the largest one.
[[nodiscard]] CLI::Validator wholeNumber();

/// What a program does once its command line is understood.
using Action = std::function<ExitCode()>;

/// Reads the command line, runs what it asks for and answers the exit code. Whatever goes wrong on the way is
/// one reported error: words that are not understood (`usage.arguments`), an option whose value is empty
/// (`usage.empty_value`), an answer that cannot be written (`output.unwritable`), an exception
/// (`failed.exception`).
[[nodiscard]] int runCommandLine(CLI::App& program, int argc, const char* const* argv, const Action& action);

} // namespace strikedesk::start
