// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskCommands.h"

#include <QJsonObject>

namespace strikedesk::api {

/// Rolls as documents. Net prices: negative is a credit.
[[nodiscard]] QJsonObject rollCandidatesJson(const RollCandidatesReply& reply);
[[nodiscard]] QJsonObject rollPreviewJson(const RollPreviewReply& reply);
[[nodiscard]] QJsonObject rollStartedJson(const RollReply& reply);
[[nodiscard]] QJsonObject rollListJson(const RollListReply& reply);
[[nodiscard]] QJsonObject rollChainJson(const RollChainReply& reply);

} // namespace strikedesk::api
