// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"
#include "core/util/Instant.h"

#include <QString>

#include <optional>
#include <string>
#include <string_view>

namespace strikedesk::ui {

using namespace Qt::Literals::StringLiterals;

// How values are written on screen: fixed decimals, grouped, unknown as a dash and never as 0, a sign on
// everything that is a gain or a loss. All are rounded half to even from the exact value.

/// What stands for a value that is not known.
[[nodiscard]] QString unknownText();
[[nodiscard]] QString textOf(std::string_view text); ///< UTF-8.

[[nodiscard]] QString priceText(Price price, int decimals = 2);
[[nodiscard]] QString priceText(std::optional<Price> price, int decimals = 2);
[[nodiscard]] QString strikeText(Price strike); ///< "600", "17.5": no more decimals than it has.
[[nodiscard]] QString moneyText(Money money, int decimals = 2); ///< "1,234.50".
[[nodiscard]] QString moneyText(std::optional<Money> money, int decimals = 2);
[[nodiscard]] QString dollarsText(Money money);                       ///< "$1,234.50", "−$5.00".
[[nodiscard]] QString signedMoneyText(Money money, int decimals = 2); ///< "+1,234.50".
[[nodiscard]] QString signedMoneyText(std::optional<Money> money, int decimals = 2);
/// "1.25 debit", "0.40 credit", "even": the sign of a net price in words.
[[nodiscard]] QString netPriceText(std::optional<Price> price);

[[nodiscard]] QString numberText(std::optional<double> value, int decimals);
[[nodiscard]] QString signedNumberText(std::optional<double> value, int decimals);
[[nodiscard]] QString percentText(std::optional<double> fraction, int decimals = 1); ///< Without the sign %.
[[nodiscard]] QString countText(std::int64_t count);
[[nodiscard]] QString signedCountText(std::int64_t count);

/// "14:31:07" in New York, the exchange's time.
[[nodiscard]] QString clockText(Instant instant);
[[nodiscard]] QString clockMillisecondsText(Instant instant); ///< "14:31:07.250".
[[nodiscard]] QString stampText(Instant instant);             ///< "14:31:07 ET".
[[nodiscard]] QString dayStampText(Instant instant);          ///< "Fri 20 Nov 26 14:31:07 ET".
[[nodiscard]] QString dateText(Date date);                    ///< "20 Nov 26".
[[nodiscard]] Date exchangeDate(Instant instant);
[[nodiscard]] QString ageText(std::optional<double> seconds); ///< "0.4 s", "12 s", "3 min", "2 h".
[[nodiscard]] QString countdownText(double seconds);          ///< "02:13:44"; "settled" at and after zero.

/// "SPY 20 Nov 26 600 C" of a padded OSI symbol; any other text as it is.
[[nodiscard]] QString contractText(std::string_view symbol);
/// Without the root: "20 Nov 26 600 C".
[[nodiscard]] QString shortContractText(std::string_view symbol);

} // namespace strikedesk::ui
