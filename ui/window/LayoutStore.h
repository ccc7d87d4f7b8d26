// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"
#include "ui/theme/Theme.h"

#include <QByteArray>
#include <QString>

namespace strikedesk::ui {

/// What the window looked like when it was closed.
struct WindowLayout
{
    ThemeKind theme = ThemeKind::Dark;
    QByteArray geometry;
    QByteArray docks;

    friend bool operator==(const WindowLayout&, const WindowLayout&) = default;
};

/// Keeps the layout as one JSON file in the profile. A file that is missing, broken or of another version is
/// an error with a sentence: the window then shows its default layout.
///
/// Thread: GUI.
class LayoutStore final
{
public:
    /// Rises when the set of docks changes so that old states no longer fit.
    static constexpr int version = 1;

    explicit LayoutStore(QString profileDirectory);

    [[nodiscard]] Result<WindowLayout> load() const; ///< `layout.missing`, `layout.broken`, `layout.version`.
    [[nodiscard]] Result<void> save(const WindowLayout& layout) const; ///< `layout.write`.
    [[nodiscard]] QString path() const;

private:
    QString m_directory;
};

} // namespace strikedesk::ui
