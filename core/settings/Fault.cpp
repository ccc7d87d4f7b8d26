// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/Fault.h"

#include "core/settings/Variables.h"
#include "core/util/Assert.h"

#include <QByteArray>

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

namespace strikedesk {
namespace {

bool isVariableName(std::string_view name)
{
    const auto isNameCharacter = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
    return !name.empty() && std::isdigit(static_cast<unsigned char>(name.front())) == 0
        && std::all_of(name.begin(), name.end(), isNameCharacter);
}

/// The value of what stands between the braces: "NAME" or "NAME:-default".
Result<std::string> valueOfReference(std::string_view reference, const EnvironmentLookup& environment)
{
    const std::size_t mark = reference.find(":-");
    const std::string name(reference.substr(0, mark));
    if (!isVariableName(name))
        return fail(
            "input.variable",
            fmt::format("\"${{{}}}\" is not a variable; write ${{NAME}} or ${{NAME:-default}}.", reference));
    const std::optional<std::string> value = environment ? environment(name) : std::nullopt;
    if (value && !value->empty())
        return *value;
    if (mark != std::string_view::npos)
        return std::string(reference.substr(mark + 2));
    return fail("input.variable",
                fmt::format("The environment variable {} is not set; set it, or give a default: "
                            "${{{}:-default}}.",
                            name, name));
}

/// Letters, digits, blanks and what numbers, times and names are made of; no ": ", which begins a value.
bool isPlainValue(std::string_view value)
{
    const auto isPlain = [](unsigned char c) {
        return std::isalnum(c) != 0 || std::string_view(" _.:/+-,").find(char(c)) != std::string_view::npos;
    };
    return std::all_of(value.begin(), value.end(), isPlain) && !value.ends_with(':')
        && value.find(": ") == std::string_view::npos;
}

/// "NAME" or "NAME:-default" with the value of the environment as the default, where there is one.
Result<std::string> boundReference(std::string_view reference, const EnvironmentLookup& environment)
{
    const std::string name(reference.substr(0, reference.find(":-")));
    const auto value = isVariableName(name) && environment ? environment(name) : std::nullopt;
    if (!value || value->empty())
        return std::string(reference);
    if (!isPlainValue(*value))
        return fail("input.variable",
                    fmt::format("The environment variable {} should hold letters, digits, blanks and _.:/+-, "
                                "only; its value would change the lines around it.",
                                name));
    return name + ":-" + *value;
}

} // namespace

Error errorFrom(const std::vector<Fault>& faults)
{
    STRIKEDESK_ASSERT(!faults.empty(), "an error has at least one fault");
    const Fault& first = faults.front();
    std::string message
        = first.line > 0 ? fmt::format("Line {}: {}", first.line, first.message) : first.message;
    if (faults.size() > 1)
        message += fmt::format(" (and {} more)", faults.size() - 1);
    return {first.code, std::move(message)};
}

EnvironmentLookup processEnvironment()
{
    return [](const std::string& name) -> std::optional<std::string> {
        if (!qEnvironmentVariableIsSet(name.c_str()))
            return {};
        return qgetenv(name.c_str()).toStdString();
    };
}

Result<std::string> expandVariables(const std::string& text, const EnvironmentLookup& environment)
{
    std::string expanded;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t dollar = text.find('$', at);
        expanded += text.substr(at, dollar - at);
        if (dollar == std::string::npos)
            break;
        const char next = dollar + 1 < text.size() ? text[dollar + 1] : '\0';
        if (next == '{') {
            const std::size_t end = text.find('}', dollar);
            if (end == std::string::npos)
                return fail("input.variable",
                            fmt::format("\"{}\" has no closing brace.", text.substr(dollar)));
            const auto value
                = valueOfReference(std::string_view(text).substr(dollar + 2, end - dollar - 2), environment);
            if (!value)
                return value;
            expanded += *value;
            at = end + 1;
        } else {
            expanded += '$';
            at = dollar + (next == '$' ? 2 : 1);
        }
    }
    return expanded;
}

Result<std::string> bindVariables(const std::string& text, const EnvironmentLookup& environment)
{
    std::string bound;
    std::size_t at = 0;
    for (;;) {
        const std::size_t dollar = text.find('$', at);
        bound += text.substr(at, dollar - at);
        if (dollar == std::string::npos)
            return bound;
        const bool isReference = text.compare(dollar, 2, "${") == 0;
        const std::size_t end = isReference ? text.find('}', dollar) : std::string::npos;
        if (end == std::string::npos) {
            const std::size_t count = text.compare(dollar, 2, "$$") == 0 ? 2 : 1;
            bound += text.substr(dollar, count);
            at = dollar + count;
            continue;
        }
        const auto reference
            = boundReference(std::string_view(text).substr(dollar + 2, end - dollar - 2), environment);
        if (!reference)
            return reference;
        bound += "${" + *reference + "}";
        at = end + 1;
    }
}

} // namespace strikedesk
