// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/Assert.h"
#include "core/venue/VenueCodec.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstddef>
#include <cstdint>

using namespace strikedesk;

namespace {

template <typename Read>
void readsBack(const QJsonObject& json, Read read)
{
    const auto message = read(json);
    if (!message) {
        STRIKEDESK_ASSERT(!message.error().message.empty(), "a refusal has its sentence");
        return;
    }
    const QJsonObject written = venuecodec::toJson(*message);
    const auto again = read(written);
    STRIKEDESK_ASSERT(again.has_value(), "a message that was written can be read");
    STRIKEDESK_ASSERT(venuecodec::toJson(*again) == written, "a message has one form");
}

} // namespace

// Whatever comes over the wire is refused with a sentence or is a message with exactly one written form.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), qsizetype(size));
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    readsBack(json, venuecodec::commandFrom);
    readsBack(json, venuecodec::eventFrom);
    readsBack(json, venuecodec::listingFrom);
    readsBack(json, venuecodec::profileFrom);
    return 0;
}
