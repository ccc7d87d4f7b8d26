// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/Page.h"
#include "core/execution/CostReport.h"

#include <QJsonObject>

#include <string_view>

namespace strikedesk::api {

/// What orders have cost, grouped, or with "order" one by one, newest first: the same document for a running
/// desk and for one that is read from its record. A figure that nothing is known of is null. `input.query`,
/// `input.cursor`.
[[nodiscard]] Result<QJsonObject> costDocument(const CostRecord& record, std::string_view by,
                                               const PageRequest& request);

} // namespace strikedesk::api
