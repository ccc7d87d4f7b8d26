// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded files come from anywhere. Whatever the bytes are, the readers answer rows or an error: the first
// byte chooses between the rows of the several kinds of file, a member's name and a whole zip.
#include "core/market/recorded/LeanFolder.h"
#include "core/market/recorded/Rows.h"
#include "core/market/recorded/ZipArchive.h"
#include "core/util/Assert.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace strikedesk;
using namespace strikedesk::recorded;

namespace {

void readRows(std::string_view text, std::uint8_t choice)
{
    const RowFormat format {(choice & 4U) != 0 ? RowClock::DateAndTime : RowClock::SinceMidnight,
                            (choice & 8U) != 0 ? PriceUnit::Plain : PriceUnit::TenThousandths, "file.zip",
                            "member.csv"};
    std::vector<QuoteRow> quotes;
    std::vector<TradeRow> trades;
    std::vector<CountRow> counts;
    switch (choice & 3U) {
    case 0: (void)parseQuoteRows(text, format, quotes); break;
    case 1: (void)parseTradeRows(text, format, trades); break;
    case 2: (void)parseOpenInterestRows(text, format, counts); break;
    default: (void)parseOptionMemberName(text); break;
    }
    for (const QuoteRow& row : quotes) {
        STRIKEDESK_ASSERT(row.bid.price >= 0 && row.bid.size >= 0, "a bid is not negative");
        STRIKEDESK_ASSERT(!row.ask.isPresent || row.ask.price > 0, "an offer is above zero");
    }
}

void readZip(const std::uint8_t* data, std::size_t size)
{
    std::vector<std::byte> bytes;
    for (std::size_t index = 0; index < size; ++index)
        bytes.push_back(std::byte {data[index]});
    const Result<ZipArchive> archive = ZipArchive::fromBytes("fuzz.zip", std::move(bytes));
    if (!archive)
        return;
    std::string text;
    for (const ZipArchive::Member& member : archive->members()) {
        if (archive->read(member, text))
            STRIKEDESK_ASSERT(text.size() == member.size, "a member has the size it promises");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    constexpr std::uint8_t zipChoice = 16;
    if ((data[0] & zipChoice) != 0) {
        readZip(data + 1, size - 1);
        return 0;
    }
    const std::string text(data + 1, data + size);
    readRows(text, data[0]);
    return 0;
}
