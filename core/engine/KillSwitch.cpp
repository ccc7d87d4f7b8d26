// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/KillSwitch.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

namespace strikedesk {

namespace {

constexpr const char* readySuffix = ".ready";

} // namespace

std::optional<std::string> killFileBeside(const std::string& killFilePath)
{
    if (killFilePath.empty())
        return {};
    const std::filesystem::path given(killFilePath);
    std::string lower = given.filename().string();
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    for (const std::string& name : {given.filename().string(), lower}) {
        std::error_code ignored; // one that cannot be looked at is none
        if (std::filesystem::exists(given.parent_path() / name, ignored))
            return name;
    }
    return {};
}

KillSwitch::KillSwitch(DeskContext& context, OrderDesk& orders, std::string sideFilePath,
                       std::string killFilePath)
    : m_context(context)
    , m_orders(orders)
    , m_sideFilePath(std::move(sideFilePath))
    , m_killFilePath(std::move(killFilePath))
{
    if (!m_killFilePath.empty())
        std::ofstream(m_killFilePath + readySuffix)
            << "Engaged while storage failed; remove this file to trade.\n";
}

void KillSwitch::engage(const std::string& actor, const std::string& reason, bool flatten,
                        KillPurpose purpose)
{
    KillEngaged engaged {reason.empty() ? "no reason given" : reason, flatten};
    if (purpose == KillPurpose::Drill)
        engaged.isDrill = true;
    m_context.journal.record(actor, "kill", std::move(engaged));
    m_context.outbox.erase(std::remove_if(m_context.outbox.begin(), m_context.outbox.end(),
                                          [](const VenueCommand& command) {
                                              return std::holds_alternative<ReplaceAtVenue>(command);
                                          }),
                           m_context.outbox.end());
    cancelAll();
}

Result<void> KillSwitch::reset(const std::string& actor, const std::string& reason)
{
    const KillRecord& kill = m_context.state.kill();
    if (!kill.isEngaged)
        return fail("risk.kill_not_engaged", "The kill switch is not engaged: there is nothing to reset.");
    if (reason.empty())
        return fail("input.reason", "Resetting the kill switch needs a reason, found none.");
    if (const auto file = killFileBeside(m_killFilePath))
        return fail("risk.kill_file",
                    fmt::format("The file {} stands in the profile and would engage it again at once: remove "
                                "the file first.",
                                *file));
    if (kill.confirmed.size() < kill.asked.size())
        return fail("risk.kill_busy",
                    fmt::format("{} of {} cancels are confirmed: wait for the venue before resetting.",
                                kill.confirmed.size(), kill.asked.size()));
    m_context.journal.record(actor, "kill", KillReset {reason});
    m_flattening.clear();
    m_flattenTrouble.clear();
    return {};
}

void KillSwitch::tick()
{
    if (!m_context.state.kill().isEngaged)
        return;
    cancelAll();
    if (m_context.state.kill().flatten)
        flattenStructures();
}

void KillSwitch::cancelAll()
{
    for (const OrderRecord* order : m_context.state.orders().open()) {
        if (order->actor != "kill" && m_orders.canCancel(*order))
            (void)m_orders.cancel("kill", order->id, "Kill switch: " + m_context.state.kill().reason);
    }
}

void KillSwitch::flattenStructures()
{
    const bool isQuiet = std::ranges::none_of(
        m_context.state.orders().open(), [](const OrderRecord* order) { return order->actor != "kill"; });
    if (!isQuiet)
        return; // first everything else has to be off the market, or a close could be doubled
    for (const std::string& structure : m_context.state.openStructures()) {
        if (!m_flattening.insert(structure).second)
            continue;
        const auto closing = m_orders.closingRequest(structure, OrderType::MarketableLimit);
        const auto sent = closing
            ? m_orders.submit({"kill", {}, false}, *closing).map([](const OrderReply&) {})
            : Result<void>(fail(closing.error()));
        if (!sent)
            m_flattenTrouble = sent.error().message;
    }
}

std::string KillSwitch::flattenState() const
{
    if (!m_context.state.kill().isEngaged || !m_context.state.kill().flatten)
        return {};
    if (!m_flattenTrouble.empty())
        return "impossible: " + m_flattenTrouble;
    return m_context.state.openStructures().empty() ? "done" : "working";
}

void KillSwitch::onStorageFailure(const Error& error)
{
    noteAside(fmt::format("storage failed: {} [{}]", error.message, error.code));
}

void KillSwitch::latchOutside() const
{
    if (!m_context.state.kill().isEngaged || m_killFilePath.empty())
        return;
    std::error_code trouble; // once it is there the ready one is gone
    std::filesystem::rename(m_killFilePath + readySuffix, m_killFilePath, trouble);
    if (trouble && !std::filesystem::exists(m_killFilePath))
        noteAside("kill could not be latched: " + trouble.message());
}

void KillSwitch::sendOnlyReducing(std::deque<VenueCommand>& outbox)
{
    std::erase_if(outbox, [this](const VenueCommand& command) {
        const auto* cancel = std::get_if<CancelAtVenue>(&command);
        return !cancel || !isKnownToVenue(cancel->clientOrderId);
    });
    for (const VenueCommand& command : outbox)
        noteAside("cancel " + std::get<CancelAtVenue>(command).clientOrderId.text());
}

// What could not be recorded was never sent: a cancel of it would come back as an answer about an order that
// the record, read again, does not have.
bool KillSwitch::isKnownToVenue(const ClientOrderId& id) const
{
    const OrderRecord* order = m_context.state.orders().findByClient(id);
    return order && !order->steps.empty()
        && order->steps.front().auditSequence <= m_context.journal.durableSequence();
}

void KillSwitch::noteAside(const std::string& line) const
{
    if (m_sideFilePath.empty())
        return;
    std::ofstream file(m_sideFilePath, std::ios::app);
    file << toIsoText(m_context.now()) << ' ' << line << '\n';
    file.flush();
}

} // namespace strikedesk
