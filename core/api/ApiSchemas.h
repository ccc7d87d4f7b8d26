// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace strikedesk::api {

/// JSON schemas of every body a client may send, of the problem document and of pages, by name.
[[nodiscard]] QJsonObject apiSchemas();
/// An order document that may be sent as it stands, for the docs.
[[nodiscard]] QJsonObject exampleBody(const QString& schema);

} // namespace strikedesk::api
