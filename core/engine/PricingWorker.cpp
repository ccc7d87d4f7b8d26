// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/PricingWorker.h"

#include "core/util/ThreadRole.h"

#include <algorithm>
#include <utility>

namespace strikedesk {
PricingWorker::PricingWorker()
    : m_thread([this] {
        enterThread("pricing", ThreadUrgency::Background);
        loop();
    })
{
}

PricingWorker::~PricingWorker()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isStopping = true;
    }
    m_wakeUp.notify_all();
    m_thread.join();
}

void PricingWorker::offer(PricingInput input)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_input = std::move(input); // the newest wins
    }
    m_wakeUp.notify_one();
}

void PricingWorker::focus(const std::string& underlying)
{
    const std::scoped_lock lock(m_mutex);
    m_focus = underlying;
}

void PricingWorker::askScenario()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isScenarioAsked = true;
    }
    m_wakeUp.notify_one();
}

void PricingWorker::onResult(std::function<void()> wake)
{
    const std::scoped_lock lock(m_mutex);
    m_wake = std::move(wake);
}

// The focused underlying and those in the book at every turn, of the others one.
std::vector<std::string> PricingWorker::underlyingsOfThisTurn(const PricingInput& input,
                                                              const std::string& focus)
{
    std::vector<std::string> turn;
    std::vector<std::string> others;
    for (const std::string& underlying : input.board->catalogue().underlyings()) {
        const bool isHeld = std::ranges::any_of(
            input.legs, [&](const GreeksLeg& leg) { return leg.underlying == underlying; });
        const bool isNew = !m_chains.contains(underlying);
        (underlying == focus || isHeld || isNew ? turn : others).push_back(underlying);
    }
    if (!others.empty())
        turn.push_back(others[m_turn++ % others.size()]);
    return turn;
}

void PricingWorker::priceChains(const PricingInput& input, const std::string& focus)
{
    for (const std::string& underlying : underlyingsOfThisTurn(input, focus)) {
        if (const auto chain = input.chains.find(underlying); chain != input.chains.end())
            m_chains[underlying] = m_pricers[underlying].price(*input.board, chain->second);
    }
}

BookScenarioPtr PricingWorker::scenarioOf(const PricingInput& input) const
{
    std::vector<ChainSnapshotPtr> chains;
    for (const auto& [underlying, chain] : m_chains)
        chains.push_back(chain);
    return std::make_shared<const BookScenario>(bookScenario(input.holdings, chains));
}

void PricingWorker::loop()
{
    std::uint64_t revision = 0;
    PricingInput input;
    for (;;) {
        std::string focus;
        bool isNew = false;
        bool isScenarioAsked = false;
        {
            std::unique_lock lock(m_mutex);
            // A market that stands still is no reason to leave a question unanswered.
            m_wakeUp.wait(lock,
                          [&] { return m_isStopping || m_input || (m_isScenarioAsked && input.board); });
            if (m_isStopping)
                return;
            isNew = m_input.has_value();
            if (isNew)
                input = std::move(*m_input);
            m_input.reset();
            focus = m_focus;
            isScenarioAsked = std::exchange(m_isScenarioAsked, false);
        }
        if (isNew)
            priceChains(input, focus);
        if (isScenarioAsked)
            m_scenario = scenarioOf(input);

        auto snapshot = std::make_shared<PricingSnapshot>();
        snapshot->revision = ++revision;
        snapshot->at = input.now;
        for (const auto& [underlying, chain] : m_chains)
            snapshot->chains.push_back(chain);
        snapshot->greeks = portfolioGreeks(input.legs, snapshot->chains);
        snapshot->scenario = m_scenario;
        (void)m_latest.put(std::move(snapshot));
        std::function<void()> wake;
        {
            const std::scoped_lock lock(m_mutex);
            wake = m_wake;
        }
        if (wake)
            wake();
    }
}

} // namespace strikedesk
