// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace strikedesk {

using Bytes = std::vector<std::uint8_t>;

/// What a column holds, in the five types of SQLite. Text is UTF-8.
using Value = std::variant<std::nullptr_t, std::int64_t, double, std::string, Bytes>;

/// One SQL statement with its bound values, one per `?` in order. Values are never pasted into the text.
struct Statement
{
    std::string sql;
    std::vector<Value> values;
};

/// Statements that become durable together or not at all.
///
/// `epoch` is the one its owner took at start (takeEpoch); 0 before the profile's first.
struct Batch
{
    std::uint64_t epoch = 0;
    std::vector<Statement> statements;
};

using Row = std::vector<Value>;

/// The number, text or bytes in a column; nothing when it is NULL or of another type.
[[nodiscard]] std::optional<std::int64_t> integerIn(const Value& value);
[[nodiscard]] std::optional<std::string> textIn(const Value& value);
[[nodiscard]] std::optional<Bytes> bytesIn(const Value& value);

} // namespace strikedesk
