// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QObject>

#include <array>
#include <span>

namespace strikedesk::ui {

enum class ActionId {
    SendOrder,
    ClearTicket,
    ReverseTicket,
    CancelOrder,
    CancelAll,
    CloseStructure,
    Kill,
    DropFeed,
    RestoreFeed,
    StartSession,
    AbortSession,
    ResumeSession,
    DarkTheme,
    LightTheme,
    ResetLayout,
    About,
    Quit,
    ActionCount
};

enum class MenuId { Desk, Order, Session, View, Help, MenuCount };

/// One action of the desk: menus, tool bar, shortcuts and tests read this table.
struct ActionSpec
{
    ActionId id;
    MenuId menu;
    const char* name; ///< Stable, for tests and documents.
    const char* text;
    const char* shortcut;
    const char* hint;
};

[[nodiscard]] std::span<const ActionSpec> actionTable();
[[nodiscard]] QString menuTitle(MenuId menu);

/// The QActions of the table, once each.
class Actions final : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QObject* parent = nullptr);

    [[nodiscard]] QAction* operator[](ActionId id) const { return m_actions[std::size_t(id)]; }

private:
    std::array<QAction*, std::size_t(ActionId::ActionCount)> m_actions {};
};

} // namespace strikedesk::ui
