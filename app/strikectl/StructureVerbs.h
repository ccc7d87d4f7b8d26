// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/strikectl/Command.h"
#include "core/instruments/StructureSplit.h"

#include <QJsonObject>
#include <QString>

#include <functional>
#include <string>

namespace strikedesk::cli {

/// The parts of `strikectl structure` with files of their own.
void addStructureBuild(CLI::App& structure, Action& action);
void addStructureRecognise(CLI::App& structure, Action& action);

[[nodiscard]] QString structureText(std::string_view text);

/// The name of the contract behind a leg, or of its stock; empty where there is none.
using LegSymbol = std::function<std::string(const StructureLeg&)>;
[[nodiscard]] QJsonObject structureLegJson(const StructureLeg& leg, const LegSymbol& symbolOf);
/// "-2 C100 2026-03-20", or with its symbol where it has one.
[[nodiscard]] std::string structureLegText(const StructureLeg& leg, const LegSymbol& symbolOf);

} // namespace strikedesk::cli
