// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/slippage/SlippagePanel.h"

#include "ui/base/DeskViews.h"
#include "ui/base/Format.h"
#include "ui/base/Labels.h"
#include "ui/slippage/BudgetGauge.h"
#include "ui/slippage/SlippageModel.h"

#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace strikedesk::ui {

namespace {

constexpr std::size_t orderGaugesMax = 2;

// The widest budget first, then those inside it.
int levelRank(const std::string& level)
{
    return level == "day"       ? 0
        : level == "session"    ? 1
        : level == "strategy"   ? 2
        : level == "underlying" ? 3
                                : 4;
}

/// The levels that stand above all orders, and of the orders with a limit of their own those that work now;
/// when none does, the one that was last sent. A day has hundreds of orders: the ledger below names them all.
std::vector<SlippageLevelView> levelsToShow(const DeskSnapshot& desk)
{
    std::vector<SlippageLevelView> shown;
    std::copy_if(desk.slippageLevels.begin(), desk.slippageLevels.end(), std::back_inserter(shown),
                 [](const SlippageLevelView& level) { return level.level != "order"; });
    for (SlippageLevelView& level : shown) {
        const auto day = parseDate(level.name);
        if (level.level == "day" && day)
            level.name = dateText(*day).toStdString();
    }
    std::stable_sort(shown.begin(), shown.end(),
                     [](const auto& a, const auto& b) { return levelRank(a.level) < levelRank(b.level); });
    std::size_t orderGauges = 0;
    const auto addOrders = [&](auto&& isWanted) {
        for (const OrderView& order : desk.orders) {
            if (orderGauges == orderGaugesMax || !isWanted(order))
                continue;
            const auto level = std::find_if(desk.slippageLevels.begin(), desk.slippageLevels.end(),
                                            [&](const SlippageLevelView& own) {
                                                return own.level == "order" && own.name == order.id.text();
                                            });
            if (level == desk.slippageLevels.end())
                continue;
            shown.push_back(*level);
            shown.back().name = order.request.structure + " · " + order.id.text();
            ++orderGauges;
        }
    };
    addOrders([](const OrderView& order) { return !isFinal(order.state); });
    if (orderGauges == 0)
        addOrders([&](const OrderView&) { return orderGauges == 0; });
    return shown;
}

} // namespace

SlippagePanel::SlippagePanel(DeskLink& link, QWidget* parent)
    : DeskPanel(link, parent)
    , m_model(new SlippageModel(this))
{
    m_gauge = new BudgetGauge(this);
    m_table = new DeskTable(u"slippageTable"_s, tr("Slippage ledger"), this);
    m_table->show(m_model, SlippageModel::Order);
    m_table->setEmptyText(tr("Nothing reserved or spent yet today."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_gauge);
    layout->addWidget(ruleLine(this));
    layout->addWidget(m_table, 1);
}

void SlippagePanel::applyDesk(const DeskSnapshot& desk)
{
    m_gauge->setLevels(levelsToShow(desk));
    // The ledger only grows: nothing new at its head means nothing to do.
    const std::uint64_t newest
        = desk.slippageEntries.empty() ? 0 : desk.slippageEntries.front().auditSequence;
    if (newest == m_shownSequence && desk.slippageEntries.size() == m_shownCount)
        return;
    m_shownSequence = newest;
    m_shownCount = desk.slippageEntries.size();
    m_model->setEntries(desk.slippageEntries);
}

} // namespace strikedesk::ui
