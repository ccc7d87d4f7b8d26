// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shots/Story.h"

#include "core/util/Clock.h"
#include "ui/base/DeskLink.h"
#include "ui/base/Format.h"
#include "ui/chain/ChainPanel.h"
#include "ui/orders/OrdersPanel.h"
#include "ui/shots/Shots.h"
#include "ui/ticket/OrderDraft.h"
#include "ui/ticket/TicketPanel.h"
#include "ui/window/ActionTable.h"
#include "ui/window/DeskPanels.h"
#include "ui/window/MainWindow.h"

#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <utility>

namespace strikedesk::ui {
namespace {

// Lets the desk go on until something holds; false when it does not come in time.
bool waitUntil(const std::function<bool()>& holds, double seconds)
{
    const double until = steadySeconds() + seconds;
    while (!holds() && steadySeconds() < until) {
        QEventLoop loop;
        QTimer::singleShot(30, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return holds();
}

class StoryTeller
{
public:
    StoryTeller(MainWindow& window, QString directory)
        : m_window(window)
        , m_directory(std::move(directory))
    {
    }

    void tell()
    {
        scene("a-preview", [this] { return buildVertical(); });
        scene("b-walk", [this] { return sendAndWatch(); });
        scene("c-fill-audit", [this] { return openFill(); });
        scene("d-feed-dropped", [this] { return dropFeed(); });
        scene("e-kill", [this] { return kill(); });
    }

    [[nodiscard]] Result<std::vector<QString>> outcome() const
    {
        if (m_missing.isEmpty())
            return m_files;
        return fail("shots.story",
                    "These scenes did not come in time: " + m_missing.join(u", "_s).toStdString() + ".");
    }

private:
    void scene(const char* name, const std::function<bool()>& play)
    {
        if (!play())
            m_missing += QLatin1String(name);
        if (const auto file = renderShot(m_window, m_directory, u"story-"_s + QLatin1String(name)))
            m_files.push_back(*file);
    }

    [[nodiscard]] const DeskSnapshot* desk() const { return m_window.link().snapshot().get(); }

    // The row of the spot and one a few strikes above, in an expiry some weeks out.
    bool buildVertical()
    {
        ChainPanel& chain = *m_window.panels().chain;
        if (!waitUntil([&] { return chain.model().spotRow() >= 0 && desk() && desk()->isArmed; }, 20))
            return false;
        chain.selectExpiry(3);
        ChainModel& model = chain.model();
        if (!waitUntil([&] { return model.spotRow() >= 0 && model.rowCount() > model.spotRow() + 6; }, 5))
            return false;
        const auto bought = model.pickAt(model.index(model.spotRow(), ChainModel::CallAsk));
        const auto sold = model.pickAt(model.index(model.spotRow() + 5, ChainModel::CallBid));
        if (!bought || !sold)
            return false;
        m_window.draft().addLeg(bought->symbol, bought->side);
        m_window.draft().addLeg(sold->symbol, sold->side);
        m_window.draft().setQuantity(3);
        m_window.draft().setStepSeconds(2);
        return waitUntil([this] { return m_window.panels().ticket->preview().has_value(); }, 10);
    }

    bool sendAndWatch()
    {
        const std::size_t before = desk() ? desk()->orders.size() : 0;
        m_window.actionSet()[ActionId::SendOrder]->trigger();
        if (!waitUntil([&] { return desk()->orders.size() > before; }, 10))
            return false;
        return waitUntil(
            [this] {
                const OrderView& order = desk()->orders.front();
                return isFinal(order.state) || order.steps.size() >= 4;
            },
            20);
    }

    bool openFill()
    {
        if (!waitUntil([this] { return !desk()->fills.empty(); }, 30))
            return false;
        const std::uint64_t sequence = desk()->fills.front().auditSequence;
        m_window.raiseDock(u"greeksDock"_s);
        m_window.raiseDock(u"auditDock"_s);
        Q_EMIT m_window.panels().orders->auditWanted(sequence);
        return waitUntil([this] { return desk()->orders.front().filled.isPositive(); }, 5);
    }

    bool dropFeed()
    {
        m_window.actionSet()[ActionId::DropFeed]->trigger();
        if (!waitUntil([this] { return desk()->dataAgeSeconds.value_or(0) > 16; }, 30))
            return false;
        ChainPanel& chain = *m_window.panels().chain;
        const ChainModel& model = chain.model();
        const auto bought = model.pickAt(model.index(std::max(0, model.spotRow()), ChainModel::CallAsk));
        if (!bought)
            return false;
        m_window.draft().clear();
        m_window.draft().addLeg(bought->symbol, bought->side);
        return waitUntil(
            [this] {
                const auto& preview = m_window.panels().ticket->preview();
                return preview && !preview->isAllowed;
            },
            10);
    }

    bool kill()
    {
        m_window.actionSet()[ActionId::RestoreFeed]->trigger();
        m_window.actionSet()[ActionId::Kill]->trigger();
        m_window.actionSet()[ActionId::Kill]->trigger();
        return waitUntil(
            [this] {
                const KillView& kill = desk()->kill;
                return kill.isEngaged && kill.cancelsConfirmed == kill.cancelsAsked;
            },
            20);
    }

    MainWindow& m_window;
    QString m_directory;
    std::vector<QString> m_files;
    QStringList m_missing;
};

} // namespace

Result<std::vector<QString>> renderStory(MainWindow& window, const QString& directory)
{
    window.show();
    StoryTeller teller(window, directory);
    teller.tell();
    return teller.outcome();
}

} // namespace strikedesk::ui
