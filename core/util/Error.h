// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace strikedesk {

/// An expected failure: a code for programs and one sentence for people.
///
/// Codes are dotted, area first (`risk.max_order_quantity`, `data.stale`, `input.symbol`); the sentence says
/// what was expected, what was found and, where there is something, what to do.
struct Error
{
    std::string code;
    std::string message;

    friend bool operator==(const Error&, const Error&) = default;
};

template <typename T>
using Result = tl::expected<T, Error>;

/// `return fail("input.symbol", fmt::format(...));`
[[nodiscard]] inline tl::unexpected<Error> fail(std::string code, std::string message)
{
    return tl::unexpected<Error>(Error {std::move(code), std::move(message)});
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace strikedesk
