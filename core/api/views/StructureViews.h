// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>

namespace strikedesk::api {

/// Every row of namedStructures() with its family, pattern and other names (docs/structures.md).
[[nodiscard]] QJsonArray structureCatalogueJson();

} // namespace strikedesk::api
