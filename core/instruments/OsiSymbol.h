// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Contract.h"

#include <string>
#include <string_view>

namespace strikedesk {

/// The four parts of an OSI/OCC option symbol.
struct OsiSymbol
{
    std::string root;
    Date expiry {};
    Right right = Right::Call;
    Price strike;

    /// "AAPL  140606C00640000": 21 characters.
    [[nodiscard]] std::string padded() const;
    /// "AAPL140606C00640000".
    [[nodiscard]] std::string compact() const;

    friend bool operator==(const OsiSymbol&, const OsiSymbol&) = default;
};

/// Reads the padded and the compact form, dxFeed's `.SPXW230111C2400`, and what people write
/// ("SPXW 30JAN26 5000P"). `input.symbol` says what is wrong.
[[nodiscard]] Result<OsiSymbol> parseSymbol(std::string_view text);

} // namespace strikedesk
