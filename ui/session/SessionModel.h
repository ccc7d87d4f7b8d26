// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskSnapshot.h"
#include "ui/base/CellModel.h"

namespace strikedesk::ui {

/// Phases and tasks of the session with their state.
class SessionModel final : public CellModel
{
    Q_OBJECT

public:
    enum Column { Task, State, Priority, Deadline, ColumnCount };

    explicit SessionModel(QObject* parent = nullptr);

    void setSession(const SessionView& session, Instant now);
};

} // namespace strikedesk::ui
