// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/ActionTable.h"

#include <QCoreApplication>
#include <QKeySequence>

namespace strikedesk::ui {
namespace {

// clang-format off
constexpr auto actionSpecs = std::to_array<ActionSpec>({
    {ActionId::SendOrder,      MenuId::Order,   "order.send",      QT_TRANSLATE_NOOP("Actions", "&Send order"),           "Ctrl+Return",    QT_TRANSLATE_NOOP("Actions", "Sends the ticket through the risk gate")},
    {ActionId::ReverseTicket,  MenuId::Order,   "order.reverse",   QT_TRANSLATE_NOOP("Actions", "&Reverse ticket"),       "Ctrl+R",         QT_TRANSLATE_NOOP("Actions", "Turns every leg of the ticket to its other side")},
    {ActionId::ClearTicket,    MenuId::Order,   "order.clear",     QT_TRANSLATE_NOOP("Actions", "C&lear ticket"),         "Ctrl+L",         QT_TRANSLATE_NOOP("Actions", "Removes all legs from the ticket")},
    {ActionId::CloseStructure, MenuId::Order,   "order.close",     QT_TRANSLATE_NOOP("Actions", "Cl&ose structure"),      "Ctrl+E",         QT_TRANSLATE_NOOP("Actions", "Puts the chosen structure into the ticket to close it")},
    {ActionId::CancelOrder,    MenuId::Order,   "order.cancel",    QT_TRANSLATE_NOOP("Actions", "&Cancel order"),         "Ctrl+Backspace", QT_TRANSLATE_NOOP("Actions", "Cancels the order chosen in Orders")},
    {ActionId::CancelAll,      MenuId::Order,   "order.cancelAll", QT_TRANSLATE_NOOP("Actions", "Cancel &all orders"),    "Ctrl+Shift+Backspace", QT_TRANSLATE_NOOP("Actions", "Cancels every working order")},
    {ActionId::StartSession,   MenuId::Session, "session.start",   QT_TRANSLATE_NOOP("Actions", "&Start session …"),      "",               QT_TRANSLATE_NOOP("Actions", "Starts an unattended session under a plan file")},
    {ActionId::ResumeSession,  MenuId::Session, "session.resume",  QT_TRANSLATE_NOOP("Actions", "&Resume session"),       "",               QT_TRANSLATE_NOOP("Actions", "Goes on with the session where it stopped")},
    {ActionId::AbortSession,   MenuId::Session, "session.abort",   QT_TRANSLATE_NOOP("Actions", "&Abort session"),        "",               QT_TRANSLATE_NOOP("Actions", "Ends the session; working orders stay as they are")},
    {ActionId::Kill,           MenuId::Desk,    "desk.kill",       QT_TRANSLATE_NOOP("Actions", "&Kill switch"),          "Ctrl+Shift+K",   QT_TRANSLATE_NOOP("Actions", "Twice within two seconds: blocks entries and cancels every order")},
    {ActionId::DropFeed,       MenuId::Desk,    "desk.dropFeed",   QT_TRANSLATE_NOOP("Actions", "&Drop feed"),            "Ctrl+Shift+D",   QT_TRANSLATE_NOOP("Actions", "Cuts the feed of a simulated or recorded market")},
    {ActionId::RestoreFeed,    MenuId::Desk,    "desk.restoreFeed", QT_TRANSLATE_NOOP("Actions", "&Restore feed"),        "Ctrl+Shift+R",   QT_TRANSLATE_NOOP("Actions", "Connects the feed again")},
    {ActionId::Quit,           MenuId::Desk,    "desk.quit",       QT_TRANSLATE_NOOP("Actions", "&Quit"),                 "Ctrl+Q",         QT_TRANSLATE_NOOP("Actions", "Closes the window and stops the desk")},
    {ActionId::DarkTheme,      MenuId::View,    "view.dark",       QT_TRANSLATE_NOOP("Actions", "&Dark theme"),           "",               QT_TRANSLATE_NOOP("Actions", "Dark colours")},
    {ActionId::LightTheme,     MenuId::View,    "view.light",      QT_TRANSLATE_NOOP("Actions", "&Light theme"),          "",               QT_TRANSLATE_NOOP("Actions", "Light colours")},
    {ActionId::ResetLayout,    MenuId::View,    "view.resetLayout", QT_TRANSLATE_NOOP("Actions", "&Reset layout"),        "",               QT_TRANSLATE_NOOP("Actions", "Puts every panel back to its first place")},
    {ActionId::About,          MenuId::Help,    "help.about",      QT_TRANSLATE_NOOP("Actions", "&About Strikedesk"),     "",               QT_TRANSLATE_NOOP("Actions", "Version, licence and fonts")},
});
// clang-format on
static_assert(actionSpecs.size() == std::size_t(ActionId::ActionCount));

} // namespace

std::span<const ActionSpec> actionTable()
{
    return actionSpecs;
}

QString menuTitle(MenuId menu)
{
    switch (menu) {
    case MenuId::Desk: return QCoreApplication::translate("Actions", "&Desk");
    case MenuId::Order: return QCoreApplication::translate("Actions", "&Order");
    case MenuId::Session: return QCoreApplication::translate("Actions", "&Session");
    case MenuId::View: return QCoreApplication::translate("Actions", "&View");
    case MenuId::Help: return QCoreApplication::translate("Actions", "&Help");
    case MenuId::MenuCount: break;
    }
    return {};
}

Actions::Actions(QObject* parent)
    : QObject(parent)
{
    for (const ActionSpec& spec : actionSpecs) {
        auto* action = new QAction(QCoreApplication::translate("Actions", spec.text), this);
        action->setObjectName(QLatin1String(spec.name));
        const QString hint = QCoreApplication::translate("Actions", spec.hint);
        action->setStatusTip(hint);
        action->setToolTip(hint);
        if (*spec.shortcut)
            action->setShortcut(QKeySequence(QLatin1String(spec.shortcut)));
        m_actions[std::size_t(spec.id)] = action;
    }
    (*this)[ActionId::DarkTheme]->setCheckable(true);
    (*this)[ActionId::LightTheme]->setCheckable(true);
}

} // namespace strikedesk::ui
