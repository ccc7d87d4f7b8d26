// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Catalogue.h"
#include "core/util/Instant.h"

#include <memory>
#include <string>
#include <vector>

namespace strikedesk {

/// A call and a put of one strike, root and expiry.
struct ParityStrike
{
    double strike = 0;
    InstrumentId call {};
    InstrumentId put {};
};

/// The pairs of one root and expiry, out of which put–call parity makes a forward.
struct ParityGroup
{
    std::string underlying;
    Instant settlesAt;
    std::vector<ParityStrike> strikes;
};

/// All pairs of a catalogue, by settlement instant. Made once per board: a catalogue does not change.
using ParityGroups = std::vector<ParityGroup>;
[[nodiscard]] std::shared_ptr<const ParityGroups> parityGroupsOf(const Catalogue& catalogue);

} // namespace strikedesk
