// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"
#include "ui/base/CellModel.h"

namespace strikedesk::ui {

/// Every position of the book and under it its rules: what each sees now, and what it would do.
class RulesModel final : public CellModel
{
    Q_OBJECT

public:
    enum Column { Name, When, Part, Closed, Now, WouldClose, Profit, Sees, ColumnCount };

    explicit RulesModel(QObject* parent = nullptr);

    void setRules(const DeskSnapshot& desk);
    /// The id of the position that a row stands for or belongs to.
    [[nodiscard]] QString structureAt(const QModelIndex& index) const;
};

/// How the rules of a position are shown where there is room for a few words: "stop waits", "half 2 of 3
/// closed".
[[nodiscard]] Cell rulesCell(const RulesReply* rules);
/// Those of a position; null when it has none.
[[nodiscard]] const RulesReply* rulesOf(const DeskSnapshot& desk, const std::string& structure);

} // namespace strikedesk::ui
