// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Catalogue.h"
#include "core/orders/OrderRequest.h"
#include "core/types/Money.h"

#include <span>
#include <string>
#include <vector>

namespace strikedesk {

/// What the account holds of one instrument, over all structures, and what may already be leaving it.
struct HeldLeg
{
    const Instrument* instrument = nullptr; ///< A row of the catalogue.
    Quantity quantity;                      ///< Signed.
    /// Contracts or shares that working and unknown orders of ours may still close: closing is limited to
    /// what is certain under every resolution (law 3). Not negative.
    Quantity workingCloses;
};

/// A signed number of one instrument: a holding, an order's leg, or a sum of both.
struct ExposureLeg
{
    const Instrument* instrument = nullptr; ///< A row of the catalogue.
    Quantity quantity;
};

/// Shorts that nothing long covers, over one or more underlyings.
struct UncoveredShorts
{
    std::int64_t calls = 0; ///< Contracts.
    std::int64_t puts = 0;
    std::int64_t stockShares = 0;

    [[nodiscard]] bool isNone() const { return calls == 0 && puts == 0 && stockShares == 0; }
    friend bool operator==(const UncoveredShorts&, const UncoveredShorts&) = default;
};

/// Counts shorts without cover: a short call is covered by a long call on the same underlying that expires no
/// earlier, or by the shares it would deliver; a short put by a long put that expires no earlier, or by short
/// shares. Cover is given so that as little as possible stays uncovered: a long leg goes to the latest short
/// it can cover. Pure.
[[nodiscard]] UncoveredShorts uncoveredShorts(std::span<const ExposureLeg> legs);

/// Holdings of one symbol added up; what adds up to nothing leaves.
[[nodiscard]] std::vector<ExposureLeg> combined(std::span<const ExposureLeg> first,
                                                std::span<const ExposureLeg> second);

/// What of a package that works may come to need the cover that others count on: its opening legs and the
/// shorts that it closes, when it is not covered by itself. Its longs count as far as they cover its own
/// shorts only: it may not fill. What it closes of longs is not in here (HeldLeg::workingCloses).
[[nodiscard]] std::vector<ExposureLeg> coverTakenBy(std::span<const ExposureLeg> package);

/// What is held for certain: longs less what working orders may close; shorts as they are.
[[nodiscard]] std::vector<ExposureLeg> certainHoldings(std::span<const HeldLeg> held);

/// True when every leg closes no more than is held and not already leaving, and no short loses its cover by
/// it: selling the long leg of a spread is not a reduction. A leg that no instrument is known for is none.
/// `working`: the cover that working orders may come to need.
[[nodiscard]] bool isRiskReducing(const OrderRequest& request, std::span<const HeldLeg> held,
                                  std::span<const ExposureLeg> working = {});

/// The first leg marked "close" that asks for more than is held and certain, with how much that is; nothing
/// when all are in order.
struct CloseExcess
{
    std::string symbol;
    Quantity asked;
    Quantity certain;
};
[[nodiscard]] std::optional<CloseExcess> closeExcess(const OrderRequest& request,
                                                     std::span<const HeldLeg> held);

/// The option level a set of opening legs needs on top of what is held: 0 stock only, 1 covered calls and
/// cash-secured puts, 2 long options, 3 spreads, 4 uncovered shorts. `isCashSecured`: short puts are backed
/// by settled cash in full.
[[nodiscard]] int optionLevelNeeded(std::span<const ExposureLeg> held, std::span<const ExposureLeg> order,
                                    bool isCashSecured);

} // namespace strikedesk
