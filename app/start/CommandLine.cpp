// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/start/CommandLine.h"

#include <QString>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <span>

namespace strikedesk::start {
namespace {

struct AreaRow
{
    std::string_view area;
    ExitCode exitCode;
};

// An area is what stands before the first dot of an error code, or the whole code; what is not listed is a
// plain failure.
constexpr std::array areas {
    AreaRow {"input", ExitCode::Usage},
    AreaRow {"usage", ExitCode::Usage},
    AreaRow {"progress", ExitCode::Usage},
    AreaRow {"structure", ExitCode::Usage},
    AreaRow {"risk", ExitCode::RefusedByRisk},
    AreaRow {"slippage", ExitCode::RefusedByRisk},
    AreaRow {"data", ExitCode::Failed},
    AreaRow {"connection", ExitCode::NotConnected},
    AreaRow {"venue.unreachable", ExitCode::NotConnected},
    AreaRow {"venue.link_down", ExitCode::NotConnected},
    AreaRow {"venue.timeout", ExitCode::NotConnected},
    AreaRow {"unknown", ExitCode::OutcomeUnknown},
    AreaRow {"audit", ExitCode::VerificationFailed},
};

constexpr std::size_t shownWordsMax = 300;
constexpr std::size_t digitsMax = 18;

std::string jsonText(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : printable(text)) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + "\"";
}

// What the parser did not understand may be long; its beginning says enough.
std::string shortened(std::string text)
{
    if (text.size() <= shownWordsMax)
        return text;
    std::size_t end = shownWordsMax;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end; // Never in the middle of a character.
    return text.substr(0, end) + "…";
}

// An empty value is a shell variable that was not set. Taken for "not given" it would start the shipped plan,
// or another profile, in place of the one that was meant.
std::string emptyOptionOf(const CLI::App& command)
{
    for (const CLI::Option* option : command.get_options()) {
        const bool isEmpty = option->count() > 0
            && std::ranges::any_of(option->results(), [](const std::string& value) { return value.empty(); });
        if (isEmpty)
            return option->get_name();
    }
    for (const CLI::App* used : command.get_subcommands()) {
        if (std::string found = emptyOptionOf(*used); !found.empty())
            return found;
    }
    return {};
}

// Known before the line is parsed, so that even what cannot be parsed is answered as it was asked for.
bool asksForJson(std::span<const char* const> words)
{
    return std::ranges::any_of(words, [](const char* word) { return std::strcmp(word, "--json") == 0; });
}

/// An answer that nobody could read is a failure, whatever the command did; one that failed keeps its own
/// code.
ExitCode reportUnwritable(const std::string& name, ExitCode code)
{
    const ExitCode reported = reportError(
        name,
        {"output.unwritable",
         fmt::format("The command ran, but its answer could not be written to standard output ({}).",
                     std::strerror(errno))},
        false);
    return code == ExitCode::Done ? reported : code;
}

ExitCode runGuarded(const std::string& name, const Action& action)
{
    try {
        const ExitCode code = action();
        const bool isWritten = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
        return isWritten ? code : reportUnwritable(name, code);
    } catch (const std::exception& trouble) {
        if (std::ferror(stdout) != 0)
            return reportUnwritable(name, ExitCode::Done);
        return reportError(name, {"failed.exception", fmt::format("The command failed: {}.", trouble.what())},
                           false);
    }
}

} // namespace

CLI::Validator wholeNumber()
{
    return CLI::Validator(
        [](const std::string& text) {
            const bool isWhole = !text.empty() && text.size() <= digitsMax
                && text.find_first_not_of("0123456789") == std::string::npos;
            return isWhole ? std::string()
                           : fmt::format("expected a whole number of at most {} digits, found \"{}\"",
                                         digitsMax, shortened(text));
        },
        "N");
}

ExitCode exitCodeFor(const Error& error)
{
    const std::string_view area = std::string_view(error.code).substr(0, error.code.find('.'));
    for (const AreaRow& row : areas) {
        if (row.area == area || row.area == error.code)
            return row.exitCode;
    }
    return ExitCode::Failed;
}

std::string printable(std::string_view text)
{
    // Bytes that are no UTF-8 are replaced and stay visible.
    const QString read = QString::fromUtf8(text.data(), qsizetype(text.size()));
    QString shown;
    shown.reserve(read.size());
    for (const QChar c : read) {
        if (c.category() == QChar::Other_Control)
            shown += QString::fromLatin1("\\x%1").arg(uint(c.unicode()), 2, 16, QLatin1Char('0'));
        else
            shown += c;
    }
    return shown.toStdString();
}

ExitCode reportError(std::string_view program, const Error& error, bool asJson)
{
    if (asJson)
        fmt::print("{{\"error\":{{\"code\":{},\"message\":{}}}}}\n", jsonText(error.code),
                   jsonText(error.message));
    else
        fmt::print(stderr, "{}: {} [{}]\n", program, printable(error.message), printable(error.code));
    return exitCodeFor(error);
}

int runCommandLine(CLI::App& program, int argc, const char* const* argv, const Action& action)
{
    const bool asJson = asksForJson({argv, std::size_t(argc)});
    const std::string name = program.get_name();
    const auto refuse = [&](const char* code, const std::string& sentence) {
        return int(reportError(name, {code, sentence}, asJson));
    };
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0)
            return program.exit(error); // Help was asked for.
        // The parser complains of a missing command before it does of the word in its place.
        const std::vector<std::string> unknown = program.remaining(true);
        if (!unknown.empty())
            return refuse("usage.arguments",
                          fmt::format("There is no command or option \"{}\" here; --help says what is "
                                      "understood.",
                                      shortened(printable(unknown.front()))));
        return refuse("usage.arguments",
                      fmt::format("{}; --help says what is understood.", shortened(printable(error.what()))));
    }
    if (const std::string option = emptyOptionOf(program); !option.empty())
        return refuse("usage.empty_value",
                      fmt::format("{} was given an empty value; give it one, or leave it out.", option));
    return int(runGuarded(name, action));
}

} // namespace strikedesk::start
