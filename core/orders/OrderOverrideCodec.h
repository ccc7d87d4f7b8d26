// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/JsonLook.h"
#include "core/orders/OrderRequest.h"
#include "core/util/Error.h"

#include <QJsonObject>

namespace strikedesk {

/// Reads `{"codes":["risk.duplicate"],"reason":"…"}` of an order or of a change of one. `input.override`.
[[nodiscard]] Result<OrderOverride> orderOverrideFrom(const JsonLook& value);
[[nodiscard]] QJsonObject toJson(const OrderOverride& overrides);

} // namespace strikedesk
