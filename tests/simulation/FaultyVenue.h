// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Random.h"
#include "tests/venue/ForwardingVenue.h"

#include <array>
#include <deque>
#include <memory>
#include <string_view>

namespace strikedesk {

/// What can go wrong between an engine and its venue, by name.
enum class LineFault {
    LostBefore,     ///< The link breaks, what was sent never arrives, and we are told.
    LostAfter,      ///< It arrives, and we are told that the link broke.
    Swallowed,      ///< The write succeeds, the link is dead, nothing arrives.
    Late,           ///< The write succeeds, the link is dead, it arrives before the next session.
    Ignored,        ///< The venue drops what it got and says nothing; the link stays.
    AnswerLost,     ///< The venue moved on, its answer never came.
    Duplicated,     ///< An event is told twice.
    Reordered,      ///< Two events are told in the wrong order.
    ConnectFails,   ///< The venue does not answer a new session.
    ConnectHalfWay, ///< The new session stands, its listing never came.
    ListingFails,
    CrashBefore, ///< The engine dies just before what it sends is written.
    CrashAfter,  ///< The engine dies just after it was written.
    CrashHeard,  ///< The engine dies with the venue's answer in its hand.
};
inline constexpr std::size_t lineFaultCount = 14;
[[nodiscard]] std::string_view nameOf(LineFault fault);

/// Thrown through the engine where it dies; whoever runs the day starts the next engine.
struct SimulatedCrash
{
};

/// The faults of one day: drawn from a seed, counted, and switched off for its end.
class FaultPlan
{
public:
    /// Crashes come at `crashShare` of the rate: after each of them a whole record is read back.
    FaultPlan(std::uint64_t seed, double rate, double crashShare)
        : m_random(seed, 23)
        , m_rate(rate)
        , m_crashRate(rate * crashShare)
    {
    }
    [[nodiscard]] bool strikes(LineFault fault);
    [[nodiscard]] bool coin() { return m_random.uniform() < 0.5; }
    void calmDown() { m_isCalm = true; }
    [[nodiscard]] int count(LineFault fault) const { return m_counts.at(std::size_t(fault)); }
    [[nodiscard]] int total() const;

private:
    Random m_random;
    double m_rate;
    double m_crashRate;
    bool m_isCalm = false;
    std::array<int, lineFaultCount> m_counts {};
};

/// A venue behind a bad line.
class FaultyVenue final : public ForwardingVenue
{
public:
    FaultyVenue(std::unique_ptr<Venue> inner, FaultPlan& plan)
        : ForwardingVenue(std::move(inner))
        , m_plan(plan)
    {
    }
    [[nodiscard]] Result<VenueListing> connect(std::uint64_t epoch) override;
    [[nodiscard]] bool isConnected() const override { return !m_isDown; }
    [[nodiscard]] Result<void> send(const VenueCommand& command) override;
    [[nodiscard]] Result<std::vector<VenueEvent>> advanceTo(Instant instant, std::uint64_t after) override;
    [[nodiscard]] Result<VenueListing> listing() override;
    [[nodiscard]] Result<std::optional<VenueOrderRow>> query(const ClientOrderId& id) override;

private:
    [[nodiscard]] Error down(const char* what);

    FaultPlan& m_plan;
    bool m_isDown = false;
    std::deque<VenueCommand> m_late;
};

} // namespace strikedesk
