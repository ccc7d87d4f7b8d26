// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shots/Story.h"

#include "ui/base/DeskLink.h"
#include "ui/base/DeskViews.h"
#include "ui/base/Format.h"
#include "ui/chain/ChainPanel.h"
#include "ui/orders/OrdersPanel.h"
#include "ui/shots/Shots.h"
#include "ui/shots/StoryParts.h"
#include "ui/ticket/OrderDraft.h"
#include "ui/ticket/TicketPanel.h"
#include "ui/window/ActionTable.h"
#include "ui/window/DeskPanels.h"
#include "ui/window/MainWindow.h"

#include <QDockWidget>
#include <QLabel>

#include <algorithm>
#include <functional>
#include <utility>

namespace strikedesk::ui {
namespace {

constexpr int storyExpiry = 3;        // Some weeks out.
constexpr int strikesBetween = 5;     // Of the vertical.
constexpr int stepsWorthAPicture = 4; // Of a walk that is under way.
constexpr int attemptsMax = 4;
constexpr int recoveryHeight = 430;

class StoryTeller
{
public:
    StoryTeller(MainWindow& window, QString directory)
        : m_window(window)
        , m_directory(std::move(directory))
    {
        // Plans trade beside the story: it follows the order that it sent itself, whatever else comes.
        QObject::connect(m_window.panels().ticket, &TicketPanel::orderSent, &m_context,
                         [this](const OrderId& order) { m_sent = order; });
    }

    void tell()
    {
        scene("a-preview", [this] { return buildVertical(); });
        scene("b-walk-1-reserved", [this] { return sendWalk(); });
        scene("b-walk-2-stepping", [this] { return watchWalk(); });
        scene("b-walk-3-filled", [this] { return awaitFill(); });
        scene("c-fill-1-greeks", [this] { return showFill(); });
        scene("c-fill-2-audit", [this] { return openFill(); });
        panels();
        scene("d-feed-dropped", [this] { return dropFeed(); });
        scene("e-kill-1-proof", [this] { return kill(); });
        scene("e-kill-2-orders", [this] { return showCancelled(); });
    }

    void showBook()
    {
        if (!waitUntil([this] { return desk() && !desk()->positions.empty(); }, 60))
            m_missing += u"a position"_s;
        panels();
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
        else
            m_missing += textOf(file.error().message);
    }

    // Every panel, while positions are held and another walk is under way.
    void panels()
    {
        m_window.raiseDock(u"ordersDock"_s);
        const ThemeKind kind = Theme::instance().kind();
        if (!buildVertical() || !sendWalk() || !watchWalk() || !buildVertical())
            m_missing += u"panels"_s;
        m_window.raiseDock(u"positionsDock"_s);
        m_window.panels().orders->showOrders();
        const auto files = renderShots(m_window, m_directory);
        m_window.setTheme(kind);
        m_window.raiseDock(u"positionsDock"_s);
        m_window.raiseDock(u"ordersDock"_s);
        if (files)
            m_files.insert(m_files.end(), files->begin(), files->end());
        else
            m_missing += textOf(files.error().message);
    }

    [[nodiscard]] const DeskSnapshot* desk() const { return m_window.link().snapshot().get(); }
    [[nodiscard]] const OrderView* sentOrder() const { return orderIn(desk(), m_sent); }
    [[nodiscard]] bool hasEnded() const { return sentOrder() && isFinal(sentOrder()->state); }
    [[nodiscard]] bool isSentIn(OrderState state) const { return sentOrder() && sentOrder()->state == state; }

    // The row of the spot and one a few strikes above, in an expiry some weeks out.
    bool buildVertical()
    {
        ChainPanel& chain = *m_window.panels().chain;
        ChainModel& model = chain.model();
        if (!waitUntil([&] { return model.spotRow() >= 0 && desk() && desk()->isArmed; }, 20))
            return false;
        chain.selectExpiry(storyExpiry);
        if (!waitUntil(
                [&] { return model.spotRow() >= 0 && model.rowCount() > model.spotRow() + strikesBetween; },
                5))
            return false;
        const auto bought = model.pickAt(model.index(model.spotRow(), ChainModel::CallAsk));
        const auto sold = model.pickAt(model.index(model.spotRow() + strikesBetween, ChainModel::CallBid));
        if (!bought || !sold)
            return false;
        OrderDraft& draft = m_window.draft();
        draft.clear();
        draft.addLeg(bought->symbol, bought->side);
        draft.addLeg(sold->symbol, sold->side);
        draft.setQuantity(3);
        draft.setStepSeconds(1);
        return awaitPreview([](const OrderPreview& preview) { return preview.midPrice.has_value(); });
    }

    bool awaitPreview(const std::function<bool(const OrderPreview&)>& isWanted)
    {
        return waitUntil(
            [&] {
                const auto& preview = m_window.panels().ticket->preview();
                return preview && isWanted(*preview);
            },
            20);
    }

    // The gate may refuse a moment's stale quote or a duplicate: then it is asked again, like a person would.
    bool sendWalk()
    {
        m_window.raiseDock(u"greeksDock"_s);
        m_sent.reset();
        m_traded = m_window.draft().underlying();
        return awaitPreview([](const OrderPreview& preview) { return preview.isAllowed; })
            && waitUntil(
                   [this] {
                       if (!m_sent && !m_window.draft().isEmpty())
                           m_window.actionSet()[ActionId::SendOrder]->trigger();
                       return sentOrder() != nullptr && !sentOrder()->steps.empty();
                   },
                   20);
    }

    // A walk may be filled before it has anything to show: then another one is sent.
    bool watchWalk()
    {
        for (int attempt = 0; attempt < attemptsMax; ++attempt) {
            if (!waitUntil(
                    [this] {
                        return hasEnded()
                            || (sentOrder() && limitStepsOf(*sentOrder()) >= stepsWorthAPicture);
                    },
                    60))
                return false;
            if (!hasEnded())
                return true;
            if (!buildVertical() || !sendWalk())
                return false;
        }
        return false;
    }

    // A market that runs away leaves a walk behind: it is cancelled and sent again from the new mid.
    bool awaitFill()
    {
        for (int attempt = 0; attempt < attemptsMax; ++attempt) {
            if (!m_sent)
                return false;
            if (waitUntil([this] { return hasEnded(); }, 60) && isSentIn(OrderState::Filled))
                return true;
            m_window.link().post(CancelOrder {*m_sent}, &m_context, {});
            if (!waitUntil([this] { return hasEnded(); }, 10))
                return false;
            if (sentOrder()->filled.isPositive())
                return true;
            if (!buildVertical() || !sendWalk())
                return false;
        }
        return false;
    }

    bool showFill()
    {
        m_window.raiseDock(u"greeksDock"_s);
        m_window.raiseDock(u"ordersDock"_s);
        m_window.panels().orders->showFills();
        return fillOf(desk(), m_sent)
            && waitUntil([this] { return hasGreeks(m_window.link().pricing().get(), m_traded); }, 20);
    }

    // A real click on the fill's row, and the entry that it opens.
    bool openFill()
    {
        const FillView* fill = fillOf(desk(), m_sent);
        auto* table = m_window.findChild<DeskTable*>(u"fillsTable"_s);
        const auto* model = qobject_cast<const CellModel*>(table->model());
        if (!fill || !clickCell(*table, model->find(textOf(fill->executionId.text()))))
            return false;
        const QString number = u"#%1 "_s.arg(fill->auditSequence);
        const auto* title = m_window.findChild<QLabel*>(u"auditTitle"_s);
        const auto* market = m_window.findChild<QLabel*>(u"auditMarket"_s);
        return waitUntil([&] { return title->text().startsWith(number) && !market->text().isEmpty(); }, 10);
    }

    bool dropFeed()
    {
        m_window.actionSet()[ActionId::DropFeed]->trigger();
        if (!waitUntil([this] { return desk()->dataAgeSeconds.value_or(0) > 25; }, 60))
            return false;
        const ChainModel& model = m_window.panels().chain->model();
        const auto bought = model.pickAt(model.index(std::max(0, model.spotRow()), ChainModel::CallAsk));
        if (!bought)
            return false;
        m_window.draft().clear();
        m_window.draft().addLeg(bought->symbol, bought->side);
        return awaitPreview([](const OrderPreview& preview) { return !preview.isAllowed; });
    }

    // Something has to be working, or a kill proves nothing: a limit that nobody will take.
    bool kill()
    {
        m_window.actionSet()[ActionId::RestoreFeed]->trigger();
        if (!waitUntil([this] { return desk()->dataAgeSeconds.value_or(99) < 2; }, 30) || !buildVertical())
            return false;
        OrderDraft& draft = m_window.draft();
        const Price mid = *m_window.panels().ticket->preview()->midPrice;
        draft.setQuantity(2);
        draft.setKind(OrderDraft::Kind::Limit);
        draft.setLimit(Price::ofCents(std::max<std::int64_t>(5, mid.units() / 200 / 5 * 5)));
        if (!sendWalk() || !waitUntil([this] { return isSentIn(OrderState::Working); }, 10))
            return false;
        m_window.actionSet()[ActionId::Kill]->trigger();
        m_window.actionSet()[ActionId::Kill]->trigger();
        return waitUntil(
            [this] {
                const KillView& kill = desk()->kill;
                return kill.isEngaged && kill.cancelsAsked > 0 && kill.cancelsConfirmed == kill.cancelsAsked;
            },
            20);
    }

    bool showCancelled()
    {
        m_window.raiseDock(u"ordersDock"_s);
        m_window.panels().orders->showOrders();
        return waitUntil([this] { return isSentIn(OrderState::Cancelled); }, 5);
    }

    MainWindow& m_window;
    QString m_directory;
    QObject m_context; ///< Whatever is connected ends with the story.
    std::optional<OrderId> m_sent;
    std::string m_traded; ///< The underlying of the order that was sent.
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

Result<std::vector<QString>> renderBook(MainWindow& window, const QString& directory)
{
    window.show();
    StoryTeller teller(window, directory);
    teller.showBook();
    return teller.outcome();
}

Result<std::vector<QString>> renderRecovery(MainWindow& window, const QString& directory)
{
    window.show();
    window.raiseDock(u"healthDock"_s);
    // All of the rows are to be seen.
    window.resizeDocks({window.findChild<QDockWidget*>(u"healthDock"_s)}, {recoveryHeight}, Qt::Vertical);
    const auto isTold = [&] {
        const DeskSnapshot* desk = window.link().snapshot().get();
        return desk && hasRecoveredBooks(*desk) && desk->isArmed && hasGreeks(window.link().pricing().get());
    };
    if (!waitUntil(isTold, 30))
        return fail("shots.recovery",
                    "Expected cash, a position and an open order on which both books agree; the desk that "
                    "was started again does not show them.");
    const auto file = renderShot(window, directory, u"story-f-recovery"_s);
    if (!file)
        return fail(file.error());
    return std::vector<QString> {*file};
}

} // namespace strikedesk::ui
