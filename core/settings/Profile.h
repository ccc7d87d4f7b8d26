// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <optional>
#include <string>
#include <string_view>

namespace strikedesk {

enum class ProfileKind { Paper, Replay, Live };
[[nodiscard]] std::string_view nameOf(ProfileKind kind); ///< "PAPER", "REPLAY", "LIVE".
[[nodiscard]] std::optional<ProfileKind> profileKindFrom(std::string_view name);

/// The folder that holds everything one desk owns. Its kind is fixed when it is made and never changes.
class Profile
{
public:
    /// Opens the profile in `folder`, or makes it (only its owner may enter) when there is nothing yet.
    /// `profile.kind` when it is of another kind, `profile.unreadable`, `profile.cannot_create`; a folder
    /// with foreign files in it is `profile.not_a_profile`.
    [[nodiscard]] static Result<Profile> openOrCreate(const std::string& folder, ProfileKind kind);
    /// Opens what is there. `profile.missing`.
    [[nodiscard]] static Result<Profile> open(const std::string& folder);
    /// Below the platform's data folder: "…/strikedesk/paper".
    [[nodiscard]] static std::string defaultFolder(ProfileKind kind);

    [[nodiscard]] const std::string& folder() const { return m_folder; }
    [[nodiscard]] ProfileKind kind() const { return m_kind; }
    [[nodiscard]] std::string settingsFile() const { return file("settings.yaml"); }
    [[nodiscard]] std::string databaseFile() const { return file("desk.db"); }
    [[nodiscard]] std::string lockFile() const { return file("desk.lock"); }
    [[nodiscard]] std::string anchorsFolder() const { return file("anchors"); }
    /// What followed from the record up to some of its records, so that a start need not read all of it.
    [[nodiscard]] std::string snapshotsFolder() const { return file("snapshots"); }
    /// Rates, dividends and earnings that a person keeps (core/market/MarketInputFiles.h).
    [[nodiscard]] std::string marketFolder() const { return file("market"); }
    [[nodiscard]] std::string logsFolder() const { return file("logs"); }
    [[nodiscard]] std::string sessionsFolder() const
    {
        return file("sessions");
    } ///< Progress files, reports.
    [[nodiscard]] std::string endpointFile() const { return file("endpoint.json"); }
    /// Exists (or its name in small letters): the engine stops entries and cancels, even when API and screen
    /// hang.
    [[nodiscard]] std::string killFile() const { return file("KILL"); }

private:
    Profile(std::string folder, ProfileKind kind)
        : m_folder(std::move(folder))
        , m_kind(kind)
    {
    }
    [[nodiscard]] std::string file(std::string_view name) const;

    std::string m_folder;
    ProfileKind m_kind;
};

} // namespace strikedesk
