// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"
#include "core/util/Error.h"

#include <QByteArray>
#include <QJsonObject>

#include <initializer_list>
#include <optional>
#include <string>

namespace strikedesk::api {

/// The JSON object that a body is, checked by guardJson() first. An empty body is an empty object.
/// `input.json`.
[[nodiscard]] Result<QJsonObject> bodyObject(const QByteArray& body);

/// Refuses fields that are not in the list. `input.unknown_field`.
[[nodiscard]] Result<void> allowOnlyFields(const QJsonObject& body, std::initializer_list<const char*> names);

// Typed readers of one field. Absent and null are the same: there is none. `input.field` when the type is
// another.
[[nodiscard]] Result<std::optional<std::string>> textField(const QJsonObject& body, const char* name,
                                                           qsizetype lengthMax);
[[nodiscard]] Result<std::optional<bool>> flagField(const QJsonObject& body, const char* name);
[[nodiscard]] Result<std::optional<Price>> priceField(const QJsonObject& body, const char* name);
[[nodiscard]] Result<std::optional<Quantity>> quantityField(const QJsonObject& body, const char* name);

/// What a reason may be long at most, in characters.
constexpr qsizetype reasonLengthMax = 500;
/// The reason of a body that holds nothing else. `input.field` when it is needed and missing.
[[nodiscard]] Result<std::string> reasonFromBody(const QByteArray& body, bool isRequired);

} // namespace strikedesk::api
