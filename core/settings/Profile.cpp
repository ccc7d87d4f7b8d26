// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/Profile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>
#include <QString>
#include <QStringList>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace strikedesk {
namespace {

struct ProfileKindRow
{
    ProfileKind kind;
    std::string_view name;
    const char* folder;
};
constexpr std::array profileKinds {
    ProfileKindRow {ProfileKind::Paper, "PAPER", "paper"},
    ProfileKindRow {ProfileKind::Replay, "REPLAY", "replay"},
    ProfileKindRow {ProfileKind::Live, "LIVE", "live"},
};

constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
constexpr auto ownerMayEnter = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

QString profileMark(const QString& folder)
{
    return folder + QStringLiteral("/profile.json");
}

std::array<std::string, 4> foldersOf(const Profile& profile)
{
    return {profile.anchorsFolder(), profile.snapshotsFolder(), profile.logsFolder(),
            profile.sessionsFolder()};
}

/// A settings file that a person put there beforehand is welcome, and so is what a first start left half
/// made; somebody's documents are not.
bool holdsForeignFiles(const Profile& profile)
{
    QStringList own {QStringLiteral("settings.yaml"), QStringLiteral("KILL"), QStringLiteral("KILL.ready"),
                     QStringLiteral("kill")};
    for (const std::string& folder : foldersOf(profile))
        own << QFileInfo(QString::fromStdString(folder)).fileName();
    const QDir folder(QString::fromStdString(profile.folder()));
    const QString halfWritten = QFileInfo(profileMark(folder.path())).fileName() + QLatin1Char('.');
    const QStringList found = folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    return std::any_of(found.begin(), found.end(), [&](const QString& name) {
        return !own.contains(name) && !name.startsWith(halfWritten);
    });
}

Result<ProfileKind> readProfileMark(const QString& folder)
{
    QFile file(profileMark(folder));
    if (!file.open(QIODevice::ReadOnly))
        return fail("profile.unreadable",
                    fmt::format("{} cannot be read ({}); check its rights.", file.fileName().toStdString(),
                                file.errorString().toStdString()));
    const QJsonObject mark = QJsonDocument::fromJson(file.read(4'096)).object();
    const std::string name = mark.value(QStringLiteral("kind")).toString().toStdString();
    if (const auto kind = profileKindFrom(name))
        return *kind;
    return fail("profile.unreadable",
                fmt::format("{} should name the kind of the profile (PAPER, REPLAY or LIVE), found \"{}\".",
                            file.fileName().toStdString(), name));
}

Result<void> writeProfileMark(const QString& folder, ProfileKind kind)
{
    const std::string_view name = nameOf(kind);
    const QJsonObject mark {{QStringLiteral("kind"), QString::fromUtf8(name.data(), qsizetype(name.size()))},
                            {QStringLiteral("version"), 1}};
    QSaveFile file(profileMark(folder));
    const QByteArray text = QJsonDocument(mark).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.setPermissions(ownerOnly)
        || !file.commit())
        return fail("profile.cannot_create",
                    fmt::format("{} cannot be written ({}).", profileMark(folder).toStdString(),
                                file.errorString().toStdString()));
    return {};
}

Result<void> makePrivateFolder(const QString& path)
{
    if (QDir().mkpath(path) && QFile::setPermissions(path, ownerMayEnter))
        return {};
    return fail("profile.cannot_create",
                fmt::format("The folder {} cannot be made; choose another with "
                            "--profile.",
                            path.toStdString()));
}

} // namespace

std::string_view nameOf(ProfileKind kind)
{
    return profileKinds[std::size_t(kind)].name;
}

std::optional<ProfileKind> profileKindFrom(std::string_view name)
{
    for (const ProfileKindRow& row : profileKinds) {
        if (row.name == name)
            return row.kind;
    }
    return {};
}

std::string Profile::file(std::string_view name) const
{
    return fmt::format("{}/{}", m_folder, name);
}

std::string Profile::defaultFolder(ProfileKind kind)
{
    const QString base = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return fmt::format("{}/strikedesk/{}", base.toStdString(), profileKinds[std::size_t(kind)].folder);
}

Result<Profile> Profile::open(const std::string& folder)
{
    const QString path = QFileInfo(QString::fromStdString(folder)).absoluteFilePath();
    if (!QFileInfo::exists(profileMark(path)))
        return fail("profile.missing",
                    fmt::format("There is no profile in {}; start a desk there first.", folder));
    const auto kind = readProfileMark(path);
    if (!kind)
        return fail(kind.error());
    return Profile(path.toStdString(), *kind);
}

Result<Profile> Profile::openOrCreate(const std::string& folder, ProfileKind kind)
{
    const QString path = QFileInfo(QString::fromStdString(folder)).absoluteFilePath();
    if (QFileInfo::exists(profileMark(path))) {
        auto profile = open(folder);
        if (profile && profile->kind() != kind)
            return fail("profile.kind",
                        fmt::format("The profile in {} is {}, this run needs {}; they are never mixed. Give "
                                    "--profile another folder.",
                                    folder, nameOf(profile->kind()), nameOf(kind)));
        return profile;
    }
    const Profile profile(path.toStdString(), kind);
    if (holdsForeignFiles(profile))
        return fail("profile.not_a_profile",
                    fmt::format("{} holds other files and is not a profile; give --profile an empty or a new "
                                "folder.",
                                folder));
    if (auto made = makePrivateFolder(path); !made)
        return fail(made.error());
    for (const std::string& needed : foldersOf(profile)) {
        if (auto made = makePrivateFolder(QString::fromStdString(needed)); !made)
            return fail(made.error());
    }
    // Last, so that a half-made profile is never taken for a whole one.
    if (auto marked = writeProfileMark(path, kind); !marked)
        return fail(marked.error());
    return profile;
}

} // namespace strikedesk
