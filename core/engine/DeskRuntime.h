// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/Engine.h"
#include "core/market/MarketSource.h"
#include "core/settings/LogFile.h"
#include "core/settings/Profile.h"
#include "core/storage/ProfileLock.h"

#include <memory>
#include <string>

namespace strikedesk {

/// How a desk is put together, whoever starts it: strikectl replay, strikectl serve, strikedesk.
struct DeskOptions
{
    MarketChoice market;
    DeskMode mode = DeskMode::Paper;
    /// Empty: a temporary one that goes with the process.
    std::string profileFolder;
    /// What a desk does that finds the run of another day, or a finished one, in its profile: with this it
    /// sets the profile aside under another name (kept, never deleted) and begins a new one; without, it
    /// refuses.
    bool setsEarlierRunAside = false;
    /// An exchange in a process of its own; empty: one in this process.
    std::string exchangeSocket;
    std::string fillModel = "calibrated";
    std::uint64_t seed = 1;
    double speed = 1.0; ///< 0 = as fast as it goes.
    /// The first minutes of the market pass as fast as they go, so that a desk that is shown is not empty.
    Duration headStart {};
    Money openingCash = Money::ofWhole(100'000);
    /// The anchors of the record go into the journal of the operating system as well.
    bool anchorsInSystemJournal = false;
    std::string planName; ///< Empty: no session starts by itself.
    std::string planText;
};

/// A whole desk: profile, lock, storage, market, venue, engine. Taken down in the reverse order.
class DeskRuntime
{
public:
    /// Any failure is one sentence with a code; nothing is left half open.
    [[nodiscard]] static Result<std::unique_ptr<DeskRuntime>> open(const DeskOptions& options);
    ~DeskRuntime();

    [[nodiscard]] Engine& engine() { return *m_engine; }
    [[nodiscard]] const Profile& profile() const { return *m_profile; }
    [[nodiscard]] LogFile& log() { return *m_log; }

private:
    DeskRuntime();
    [[nodiscard]] static Result<std::unique_ptr<DeskRuntime>> openOnce(const DeskOptions& options);

    struct TemporaryFolder;
    std::unique_ptr<TemporaryFolder> m_temporary;
    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<ProfileLock> m_lock;
    std::unique_ptr<LogFile> m_log;
    std::unique_ptr<Engine> m_engine;
};

/// What identifies the inputs of a run: a profile goes on only with the same.
[[nodiscard]] std::string inputsOf(const DeskOptions& options);

} // namespace strikedesk
