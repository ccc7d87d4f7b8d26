// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/PriceTable.h"
#include "core/util/Assert.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace strikedesk;

// A file of options to price is refused as a whole or comes back as a table, whatever its rows contain.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    // Numbers may be long to value, so few and by the quicker way: the shape of the text is what is looked
    // for.
    if (size > 512)
        return 0;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto table = pricing::priceTable(text, pricing::Accuracy::Screen))
        STRIKEDESK_ASSERT(!table->empty(), "a table has at least its header");
    return 0;
}
