// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/venue/Venue.h"
#include "tests/simulation/SimulatedDesk.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

/// The n-th time that a fault point is reached.
struct FaultPlace
{
    std::string_view point;
    int occurrence = 1;
};

/// Where the engine dies: one place, or one and then another while it recovers.
struct CrashWindow
{
    std::string_view name;
    std::vector<FaultPlace> places;
};
[[nodiscard]] const std::vector<CrashWindow>& crashWindows();

/// What the venue makes of the first message it is sent.
enum class VenueBehaviour {
    Accepts,
    Rejects,
    AcceptsLate,
    AnswerLost,
    AnswersTwice,
    FillsBeforeAccepting,
    OutOfOrder,
    DropsConnection,
    Silent,
};
inline constexpr std::array venueBehaviours {
    VenueBehaviour::Accepts,    VenueBehaviour::Rejects,         VenueBehaviour::AcceptsLate,
    VenueBehaviour::AnswerLost, VenueBehaviour::AnswersTwice,    VenueBehaviour::FillsBeforeAccepting,
    VenueBehaviour::OutOfOrder, VenueBehaviour::DropsConnection, VenueBehaviour::Silent};
[[nodiscard]] std::string_view nameOf(VenueBehaviour behaviour);

enum class CaseOrder { Single, Vertical, Condor, Replaced, Cancelled };
inline constexpr std::array caseOrders {CaseOrder::Single, CaseOrder::Vertical, CaseOrder::Condor,
                                        CaseOrder::Replaced, CaseOrder::Cancelled};
[[nodiscard]] std::string_view nameOf(CaseOrder order);

struct CrashOutcome
{
    std::string failure;    ///< Empty: every promise held.
    bool isReached = false; ///< The engine did die there.
};

/// One crash: the engine dies at a window while an order is on its way to a venue that behaves in one way.
/// Then it is started again, the line is quiet, and everything is looked at: nothing acknowledged is lost,
/// nothing is sent twice, what was in doubt is settled, the books are the exchange's to the cent, and the
/// record verifies.
[[nodiscard]] CrashOutcome runCrashCase(const CrashWindow& window, VenueBehaviour behaviour, CaseOrder order,
                                        std::uint64_t seed);

} // namespace strikedesk
