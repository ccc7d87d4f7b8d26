// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/JsonGuard.h"
#include "core/util/Assert.h"

#include <QByteArray>
#include <QJsonDocument>

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace strikedesk;

// What the guard lets through, a second parser reads as well.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (!api::guardJson(text))
        return 0;
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const bool isContainer = text[first] == '{' || text[first] == '[';
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray(text.data(), qsizetype(text.size())));
    STRIKEDESK_ASSERT(!isContainer || !document.isNull(), "the guard is not laxer than the parser behind it");
    return 0;
}
