// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskCommands.h"
#include "core/engine/DeskSnapshot.h"
#include "core/engine/Surveillance.h"

#include <QJsonObject>

namespace strikedesk::api {

// What the desk looks like as JSON: one function per thing, nothing else.

[[nodiscard]] QJsonObject accountJson(const AccountView& account);
[[nodiscard]] QJsonObject linkJson(const LinkView& link);
[[nodiscard]] QJsonObject orderJson(const OrderView& order, bool withSteps);
[[nodiscard]] QJsonObject fillJson(const FillView& fill);
[[nodiscard]] QJsonObject slippageLevelJson(const SlippageLevelView& level);
[[nodiscard]] QJsonObject slippageEntryJson(const SlippageEntryView& entry);
[[nodiscard]] QJsonObject surveillanceJson(const SurveillanceReport& report);
[[nodiscard]] QJsonObject sessionJson(const SessionView& session);
[[nodiscard]] QJsonObject recoveryJson(const RecoveryRow& row);
[[nodiscard]] QJsonObject auditRowJson(const AuditRow& row);
[[nodiscard]] QJsonObject previewJson(const OrderPreview& preview);
[[nodiscard]] QJsonObject statusJson(const DeskSnapshot& desk);

} // namespace strikedesk::api
