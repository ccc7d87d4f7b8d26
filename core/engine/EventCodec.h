// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskEvents.h"
#include "core/util/Error.h"

#include <string>
#include <string_view>

namespace strikedesk {

[[nodiscard]] std::string_view kindOf(const DeskEventBody& body);
[[nodiscard]] std::string_view categoryOf(const DeskEventBody& body);
[[nodiscard]] bool isTrading(const DeskEventBody& body);

/// The body of an event as it stands in the audit record: canonical bytes (CanonicalJson.h).
[[nodiscard]] std::string encodeBody(const DeskEventBody& body);
/// `audit.bad_record` when `kind` is not known, the body is not canonical or a field is missing: such a
/// record is never guessed at.
[[nodiscard]] Result<DeskEventBody> decodeBody(std::string_view kind, std::string_view body);

} // namespace strikedesk
