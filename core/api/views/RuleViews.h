// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskCommands.h"
#include "core/positions/RuleTemplates.h"

#include <QJsonObject>

namespace strikedesk::api {

[[nodiscard]] QJsonObject rulesJson(const RulesReply& reply);
[[nodiscard]] QJsonObject ruleListJson(const RuleListRow& row);
[[nodiscard]] QJsonObject ruleTemplateJson(const RuleTemplate& row);

} // namespace strikedesk::api
