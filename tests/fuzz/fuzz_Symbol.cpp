// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/Roots.h"
#include "core/instruments/TradingCalendar.h"
#include "core/util/Assert.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace strikedesk;

// Whatever the text, it is refused with a reason or it is a symbol that both written forms give back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Result<OsiSymbol> symbol = parseSymbol(text);
    if (!symbol) {
        STRIKEDESK_ASSERT(symbol.error().code == "input.symbol", "a refusal has its code");
        return 0;
    }
    STRIKEDESK_ASSERT(symbol->padded().size() == 21, "a padded symbol has 21 characters");
    STRIKEDESK_ASSERT(parseSymbol(symbol->padded()) == *symbol, "the padded form reads back");
    STRIKEDESK_ASSERT(parseSymbol(symbol->compact()) == *symbol, "the compact form reads back");

    const OptionContract contract = contractFor(*symbol);
    const TradingCalendar& calendar = TradingCalendar::us();
    STRIKEDESK_ASSERT(calendar.lastTradesAt(contract) <= calendar.settlesAt(contract),
                      "nothing trades after it has settled");
    STRIKEDESK_ASSERT(calendar.settlesAt(contract) <= calendar.exerciseCutoffAt(contract),
                      "exercise is decided at or after the settlement");
    STRIKEDESK_ASSERT(calendar.isTradingDay(calendar.expiryDay(contract)), "an expiry day is a trading day");
    return 0;
}
