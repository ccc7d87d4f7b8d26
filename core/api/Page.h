// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/RouteCall.h"
#include "core/util/Error.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cstdint>
#include <string>

namespace strikedesk::api {

/// Which part of a list is wanted: at most so many items, behind the one that the cursor names.
struct PageRequest
{
    static constexpr std::size_t limitMax = 500;
    std::size_t limit = 100;
    std::string afterKey; ///< Empty: from the start.
};

/// Reads `limit` (1 to 500) and `cursor`. `input.query`, `input.cursor`.
[[nodiscard]] Result<PageRequest> pageRequestFrom(const RouteCall& call, std::size_t defaultLimit = 100);
/// A whole number of a query parameter. `input.query`.
[[nodiscard]] Result<std::uint64_t> numberParameter(const RouteCall& call, std::string_view name,
                                                    std::uint64_t fallback, std::uint64_t highest);
[[nodiscard]] QString cursorFor(const std::string& key);

/// `{"items":[…],"next_cursor":…}`: the items after the cursor's, each known by its key. `input.cursor` when
/// that item has left the list.
template <typename Items, typename Key, typename View>
[[nodiscard]] Result<QJsonObject> pageOf(const Items& items, const PageRequest& request, Key key, View view)
{
    auto item = items.begin();
    if (!request.afterKey.empty()) {
        while (item != items.end() && key(*item) != request.afterKey)
            ++item;
        if (item == items.end())
            return fail("input.cursor", "The cursor points at an item that has left the list; start again.");
        ++item;
    }
    QJsonArray page;
    std::string lastKey;
    for (; item != items.end() && std::size_t(page.size()) < request.limit; ++item) {
        page.append(view(*item));
        lastKey = key(*item);
    }
    const bool isLast = item == items.end();
    return QJsonObject {{QStringLiteral("items"), page},
                        {QStringLiteral("next_cursor"),
                         isLast ? QJsonValue(QJsonValue::Null) : QJsonValue(cursorFor(lastKey))}};
}

} // namespace strikedesk::api
