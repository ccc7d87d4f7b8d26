// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/AnchorLog.h"
#include "core/audit/ArchiveSegment.h"
#include "core/engine/EventCodec.h"
#include "core/engine/StateSnapshot.h"
#include "core/util/Assert.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

using namespace strikedesk;

namespace {

void readEvent(std::string_view kind, std::string_view text)
{
    const auto event = decodeBody(kind, text);
    if (!event) {
        STRIKEDESK_ASSERT(event.error().code == "audit.bad_record", "a damaged record is told from others");
        return;
    }
    STRIKEDESK_ASSERT(kindOf(*event) == kind, "an event is of the kind that was asked for");
    const std::string written = encodeBody(*event);
    const auto again = decodeBody(kind, written);
    STRIKEDESK_ASSERT(again && encodeBody(*again) == written, "an event has one written form");
}

void readSheets(const std::string& text)
{
    if (const auto segment = segmentFromSheet(text))
        STRIKEDESK_ASSERT(segmentSheet(*segment) == text, "a segment has one head sheet");
    (void)anchoredSequence(text);
}

void readState(const std::string& text)
{
    static const auto catalogue = std::make_shared<const Catalogue>();
    DeskState state(catalogue);
    if (!decodeState(text, state))
        return;
    const std::string written = encodeState(state);
    DeskState again(catalogue);
    STRIKEDESK_ASSERT(decodeState(written, again) && encodeState(again) == written,
                      "a state has one written form");
}

} // namespace

// The first line is the kind of an event, the rest its body; the same bytes are every other file of the
// record: the head sheet of a segment, an anchor's line, a state.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    const std::size_t end = all.find('\n');
    const std::string_view rest = end == std::string_view::npos ? all : all.substr(end + 1);
    readEvent(all.substr(0, all.size() - rest.size() - (end == std::string_view::npos ? 0 : 1)), rest);
    readSheets(std::string(rest));
    readState(std::string(rest));
    return 0;
}
