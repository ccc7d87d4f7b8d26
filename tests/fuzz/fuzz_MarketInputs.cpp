// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/MarketInputFiles.h"
#include "core/util/Assert.h"

#include <cstddef>
#include <cstdint>
#include <string>

using namespace strikedesk;

// A file of market inputs is whole or its faults are listed, and what is whole is written and read back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    for (const MarketInputFiles::Texts& texts :
         {MarketInputFiles::Texts {text, {}, {}, {}}, MarketInputFiles::Texts {{}, text, {}, {}},
          MarketInputFiles::Texts {{}, {}, text, {}}, MarketInputFiles::Texts {{}, {}, {}, text}}) {
        std::vector<MarketInputFiles::FileFault> faults;
        const auto inputs = MarketInputFiles::parse(texts, faults);
        STRIKEDESK_ASSERT(inputs.has_value() == faults.empty(), "inputs or their faults");
        if (!inputs)
            continue;
        const auto again
            = MarketInputFiles::parse({textOf(inputs->rates()), textOf(inputs->dividends()),
                                       textOf(inputs->earnings()), textOf(inputs->volatilities())},
                                      faults);
        STRIKEDESK_ASSERT(again.has_value(), "what is written is read back");
    }
    return 0;
}
