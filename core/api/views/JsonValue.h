// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"
#include "core/util/Instant.h"

#include <QJsonValue>
#include <QString>

#include <cmath>
#include <optional>
#include <string>

namespace strikedesk::api {

// How single values stand in our documents: money as decimal text, times as UTC text, the unknown as null.

[[nodiscard]] inline QJsonValue toValue(const std::string& text)
{
    return QString::fromStdString(text);
}
template <typename Tag>
[[nodiscard]] QJsonValue toValue(Decimal<Tag> amount)
{
    return QString::fromStdString(amount.text());
}
[[nodiscard]] inline QJsonValue toValue(Quantity quantity)
{
    return qint64(quantity.count());
}
[[nodiscard]] inline QJsonValue toValue(Instant instant)
{
    return QString::fromStdString(toIsoText(instant));
}
[[nodiscard]] inline QJsonValue toValue(Date date)
{
    return QString::fromStdString(toIsoText(date));
}
[[nodiscard]] inline QJsonValue toValue(double number)
{
    return std::isfinite(number) ? QJsonValue(number) : QJsonValue(QJsonValue::Null);
}
template <typename T>
[[nodiscard]] QJsonValue toValue(const std::optional<T>& maybe)
{
    return maybe ? toValue(*maybe) : QJsonValue(QJsonValue::Null);
}
/// Empty text means "there is none".
[[nodiscard]] inline QJsonValue textOrNull(const std::string& text)
{
    return text.empty() ? QJsonValue(QJsonValue::Null) : toValue(text);
}
[[nodiscard]] inline QJsonValue toValue(std::uint64_t count)
{
    return qint64(count);
}

} // namespace strikedesk::api
