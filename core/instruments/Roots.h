// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Contract.h"
#include "core/instruments/OsiSymbol.h"

#include <span>
#include <string_view>
#include <vector>

namespace strikedesk {

/// The terms of one root that does not follow the equity default. Source: docs/market-rules.md.
struct RootTerms
{
    std::string_view root;
    std::string_view underlying;
    ExerciseStyle style = ExerciseStyle::American;
    SettlementTime settlement = SettlementTime::Pm;
    SettlementMethod method = SettlementMethod::Physical;
    TickTable ticks = TickTable::nickelDime();
    TickTable packageTicks = TickTable::penny();
    bool isBroadIndex = false;
    bool tradesLate = false;  ///< Until 16:15 New York.
    bool isSimulated = false; ///< Listed by the built-in simulated market only.
};

/// Every root with terms of its own: index roots, penny-tick ETFs, simulated ones.
[[nodiscard]] std::span<const RootTerms> roots();
/// Nothing for a root with equity terms.
[[nodiscard]] const RootTerms* findRoot(std::string_view root);

/// The contract behind a symbol: underlying, style, settlement, multiplier, deliverables and ticks of its
/// root, from the one table of roots (index roots, penny-tick ETFs, penny-program classes) with equity terms
/// as the default.
///
/// An adjusted root ("AAPL1", formerly "2AAPL") names its underlying but not what it delivers: its
/// deliverables stay empty, and OptionContract::hasKnownDeliverables() says so.
[[nodiscard]] OptionContract contractFor(const OsiSymbol& symbol);
/// The same for an adjusted contract whose deliverables are known, say from a clearing notice.
[[nodiscard]] OptionContract contractFor(const OsiSymbol& symbol, std::vector<Deliverable> deliverables);

/// The ticks of a package's net price: 0.01 for equity options, 0.05 for SPX.
[[nodiscard]] TickTable packageTicks(std::string_view underlying);

/// A broad index, for which margin counts 15 % instead of 20 %.
[[nodiscard]] bool isBroadIndex(std::string_view underlying);

/// Options of this underlying trade until 16:15 New York (13:15 on a half day): broad indices and some ETFs.
[[nodiscard]] bool tradesLate(std::string_view underlying);

/// An underlying whose options settle in cash, quoted on a Chicago clock.
[[nodiscard]] bool isIndex(std::string_view underlying);

} // namespace strikedesk
