// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace strikedesk::api {

/// The public surface as OpenAPI 3.1, made from the route table that serves. Pure.
[[nodiscard]] QJsonObject openApiDocument();

} // namespace strikedesk::api
