// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/LayoutStore.h"

#include "ui/base/Format.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace strikedesk::ui {
namespace {

constexpr qint64 layoutBytesMax = 1'000'000;

} // namespace

LayoutStore::LayoutStore(QString profileDirectory)
    : m_directory(std::move(profileDirectory))
{
}

QString LayoutStore::path() const
{
    return QDir(m_directory).filePath(u"layout.json"_s);
}

Result<WindowLayout> LayoutStore::load() const
{
    QFile file(path());
    if (m_directory.isEmpty() || !file.exists())
        return fail("layout.missing", "No layout was saved yet; the default layout is shown.");
    if (!file.open(QIODevice::ReadOnly) || file.size() > layoutBytesMax)
        return fail("layout.broken", "The saved layout cannot be read; the default layout is shown.");
    QJsonParseError error;
    const QJsonObject document = QJsonDocument::fromJson(file.readAll(), &error).object();
    if (error.error != QJsonParseError::NoError)
        return fail("layout.broken",
                    "The saved layout is not JSON (" + error.errorString().toStdString()
                        + "); the default layout is shown.");
    if (document[u"version"_s].toInt(-1) != version)
        return fail("layout.version",
                    "The saved layout has another version than " + std::to_string(version)
                        + "; the default layout is shown.");
    WindowLayout layout;
    layout.theme = document[u"theme"_s].toString() == u"light" ? ThemeKind::Light : ThemeKind::Dark;
    layout.geometry = QByteArray::fromBase64(document[u"geometry"_s].toString().toLatin1());
    layout.docks = QByteArray::fromBase64(document[u"docks"_s].toString().toLatin1());
    return layout;
}

Result<void> LayoutStore::save(const WindowLayout& layout) const
{
    if (m_directory.isEmpty())
        return {};
    const QJsonObject document {{u"version"_s, version},
                                {u"theme"_s, textOf(nameOf(layout.theme))},
                                {u"geometry"_s, QString::fromLatin1(layout.geometry.toBase64())},
                                {u"docks"_s, QString::fromLatin1(layout.docks.toBase64())}};
    QDir().mkpath(m_directory);
    QSaveFile file(path());
    const QByteArray bytes = QJsonDocument(document).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail("layout.write",
                    "The layout could not be saved: " + file.errorString().toStdString() + ".");
    return {};
}

} // namespace strikedesk::ui
