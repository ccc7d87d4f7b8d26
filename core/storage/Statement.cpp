// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Statement.h"

namespace strikedesk {
namespace {

template <typename T>
std::optional<T> alternativeIn(const Value& value)
{
    if (const T* found = std::get_if<T>(&value))
        return *found;
    return {};
}

} // namespace

std::optional<std::int64_t> integerIn(const Value& value)
{
    return alternativeIn<std::int64_t>(value);
}

std::optional<std::string> textIn(const Value& value)
{
    return alternativeIn<std::string>(value);
}

std::optional<Bytes> bytesIn(const Value& value)
{
    return alternativeIn<Bytes>(value);
}

} // namespace strikedesk
