// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Theme.h"

#include <QFontDatabase>

#include <cmath>

// Resources of a static library need this call from outside any namespace.
static void initialiseStrikedeskResources()
{
    Q_INIT_RESOURCE(strikedesk);
}

namespace strikedesk::ui {
namespace {

constexpr int baseFontPoints = 9;

// Loads the bundled fonts once; the look must not depend on what a machine has installed.
bool loadBundledFonts()
{
    initialiseStrikedeskResources();
    for (const char* file : {"Roboto-Regular", "Roboto-Medium", "JetBrainsMono-Regular"})
        QFontDatabase::addApplicationFont(
            QStringLiteral(":/strikedesk/fonts/%1.ttf").arg(QLatin1String(file)));
    return true;
}

QFont bundledFont(const QString& family, int step, QFont::Weight weight)
{
    [[maybe_unused]] static const bool isLoaded = loadBundledFonts();
    QFont font(family);
    font.setPointSizeF((baseFontPoints + step) * Theme::instance().fontScale());
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferVerticalHinting);
    font.setStyleStrategy(QFont::PreferAntialias);
    return font;
}

} // namespace

int scaled(int pixels)
{
    return int(std::lround(pixels * Theme::instance().fontScale()));
}

QFont textFont(int step, bool isStrong)
{
    return bundledFont(QStringLiteral("Roboto"), step, isStrong ? QFont::Medium : QFont::Normal);
}

QFont codeFont(int step)
{
    return bundledFont(QStringLiteral("JetBrains Mono"), step, QFont::Normal);
}

} // namespace strikedesk::ui
