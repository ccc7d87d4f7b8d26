// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/StructureSplit.h"
#include "core/pricing/MarginTable.h"
#include "core/pricing/PositionTable.h"
#include "core/pricing/ScenarioTable.h"
#include "core/util/Assert.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

using namespace strikedesk;

// A table of holdings is refused as a whole or every row of it is; axes are bounded whatever they say.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    // Margin searches pairings: few legs are enough to look at the shape of the text.
    if (size > 400)
        return 0;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    constexpr std::array needed {pricing::PositionColumn::Symbol, pricing::PositionColumn::Quantity};
    if (const auto rows = pricing::readPositions(text, needed)) {
        STRIKEDESK_ASSERT(!rows->empty(), "a table has rows");
        std::vector<StructureLeg> legs;
        for (const pricing::PositionRow& row : *rows)
            legs.push_back(row.option ? structureLeg(*row.option, row.quantity.count())
                                      : stockLeg(row.quantity.count()));
        const auto split = splitIntoStructures(legs);
        STRIKEDESK_ASSERT(split && merged(split->parts).legs == addedUp(legs), "no leg is lost");
    }
    if (const auto margin = pricing::marginTable(text))
        STRIKEDESK_ASSERT(!margin->empty(), "rows make accounts");
    if (const auto axis = pricing::parseAxis(text))
        STRIKEDESK_ASSERT(!axis->empty() && axis->size() < 10'000, "an axis is bounded");
    if (const auto dates = pricing::parseDateAxis(text))
        STRIKEDESK_ASSERT(!dates->empty(), "an axis has points");
    return 0;
}
