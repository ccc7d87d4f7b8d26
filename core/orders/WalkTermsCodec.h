// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/JsonLook.h"
#include "core/audit/JsonMembers.h"
#include "core/orders/WalkStyles.h"
#include "core/util/Error.h"

namespace strikedesk {

/// The "walk" of an order (docs/execution.md). What is left out is the style's own. `input.walk`.
[[nodiscard]] Result<WalkTerms> walkTermsFrom(const JsonLook& value);

/// By name, as canonical bytes want them; what is nobody's choice is left out.
template <typename Out>
void putWalkTerms(Out& out, const WalkTerms& walk)
{
    using namespace members;
    if (walk.atEnd != WalkEnd::Cancel)
        putText(out, "at_end", nameOf(walk.atEnd));
    if (walk.offsetTicks != 0)
        putNumber(out, "offset_ticks", walk.offsetTicks);
    putNumber(out, "patience_seconds", walk.patience.count());
    if (!walk.rungs.empty())
        putNumbers(out, "rungs", walk.rungs);
    putNumber(out, "step_seconds", walk.stepInterval.count());
    putNumber(out, "step_ticks", walk.stepTicks);
    if (walk.steps != 0)
        putNumber(out, "steps", walk.steps);
    if (walk.style != WalkStyle::MidWalk)
        putText(out, "style", nameOf(walk.style));
    if (walk.widthMax)
        putText(out, "width_max", walk.widthMax->text());
    if (walk.worst)
        putText(out, "worst", walk.worst->text());
}

} // namespace strikedesk
