// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/BookScenario.h"

#include <QJsonObject>

namespace strikedesk::api {

/// The grid of the book, what each underlying ends in, and what was left out.
[[nodiscard]] QJsonObject scenarioJson(const BookScenario& scenario);
/// What the book ties up, by underlying: strategy-based with its pairings, and by ten moves.
[[nodiscard]] QJsonObject marginJson(const BookScenario& scenario);

} // namespace strikedesk::api
