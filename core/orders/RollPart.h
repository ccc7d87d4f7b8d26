// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/OrderLeg.h"

#include <string>
#include <vector>

namespace strikedesk {

/// Which part of which roll an order is.
struct RollPart
{
    std::string roll;                ///< Its id.
    int step = 0;                    ///< Of its packages, from 0.
    std::string from;                ///< The structure that is rolled.
    std::string to;                  ///< The structure that comes to be: what opens, opens into this one.
    std::string name;                ///< Of what comes to be, when all steps have filled.
    std::vector<CarriedLeg> carried; ///< Go along with every package of this order that fills.

    friend bool operator==(const RollPart&, const RollPart&) = default;
};

} // namespace strikedesk
