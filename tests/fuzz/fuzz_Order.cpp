// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/OrderRequestCodec.h"
#include "core/orders/OrderShape.h"
#include "core/util/Assert.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstddef>
#include <cstdint>

using namespace strikedesk;

// An order document is refused with a code, or it is an order whose own document reads back as the same
// order.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), qsizetype(size));
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (!document.isObject())
        return 0;
    const Result<OrderRequest> request = orderRequestFrom(document.object());
    if (!request) {
        STRIKEDESK_ASSERT(request.error().code.find('.') != std::string::npos, "a refusal has a dotted code");
        STRIKEDESK_ASSERT(!request.error().message.empty(), "a refusal has its sentence");
        return 0;
    }
    const Result<OrderRequest> again = orderRequestFrom(toJson(*request));
    STRIKEDESK_ASSERT(again.has_value(), "an order's own document is accepted");
    STRIKEDESK_ASSERT(toJson(*again) == toJson(*request), "an order's own document reads back unchanged");
    (void)checkShape(*request);
    return 0;
}
