// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/CanonicalWriter.h"
#include "core/audit/JsonLook.h"
#include "core/orders/OrderRequest.h"
#include "core/util/Error.h"

#include <QJsonObject>

namespace strikedesk {

/// Reads the order document of the API: every field known, of its type and inside its bounds, or refused
/// with an `input.*` code that names it. Symbols come out padded; an optional field may be null.
///
/// A single sold leg may give its price as a credit ("-1.2500"): it comes out as the leg's own price. A
/// walk's `limit` comes out as its worst price, and a walk without `walk` gets the default steps.
[[nodiscard]] Result<OrderRequest> orderRequestFrom(const JsonLook& document);

/// The document of a request; what is not set is left out. orderRequestFrom() reads it back unchanged.
[[nodiscard]] QJsonObject toJson(const OrderRequest& request);
/// The bytes of canonicalBytes(toJson(request)), without the tree.
void writeCanonical(CanonicalWriter& out, const OrderRequest& request);

} // namespace strikedesk
