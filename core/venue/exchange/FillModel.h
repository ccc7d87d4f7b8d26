// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <string_view>

namespace strikedesk {

/// What it takes to trade, from the strictest to the most generous (docs/fill-models.md). Stamped on every
/// fill.
enum class FillModel {
    Pessimistic, ///< Touch or natural only.
    Calibrated,  ///< Where recorded prints fell inside the spread.
    Optimistic,  ///< Mid.
};

[[nodiscard]] std::string_view nameOf(FillModel model);
/// `input.fill_model`.
[[nodiscard]] Result<FillModel> parseFillModel(std::string_view text);

} // namespace strikedesk
