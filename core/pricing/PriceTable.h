// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/Valuation.h"

#include <string>
#include <string_view>

namespace strikedesk::pricing {

/// The batch of `strikectl price`: CSV text in, CSV text out (docs/pricing.md has the columns).
///
/// The output keeps the rows, their order and the input's columns, fills in `price` where it is empty and
/// adds `implied_volatility`, `delta`, `gamma`, `theta_per_day`, `vega_per_point`, `rho_per_point` and
/// `status`. A row that cannot be priced says why in `status` and leaves the computed cells empty; blank
/// lines are left out. `input.csv` when there is no header, a needed column is missing or one is named twice.
[[nodiscard]] Result<std::string> priceTable(std::string_view csv, Accuracy accuracy = Accuracy::Reference);

} // namespace strikedesk::pricing
