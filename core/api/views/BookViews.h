// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"

#include <QJsonObject>

#include <string>

namespace strikedesk::api {

[[nodiscard]] QJsonObject positionJson(const PositionView& position);
/// Sums of the book by structure, by settlement instant, by underlying, and in total. A sum with one unknown
/// part is unknown.
[[nodiscard]] QJsonObject bookSumsJson(const std::vector<PositionView>& positions);
[[nodiscard]] QJsonObject greeksRowJson(const GreeksRow& row);
[[nodiscard]] QJsonObject chainHeadJson(const ChainSnapshot& chain);
[[nodiscard]] QJsonObject chainRowJson(const ChainRow& row);

} // namespace strikedesk::api
