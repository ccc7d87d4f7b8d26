// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Theme.h"

#include <QFontDatabase>

#include <cmath>
#include <compare>
#include <map>

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

struct FontChoice
{
    bool isCode = false;
    bool isStrong = false;
    int step = 0;
    double scale = 1;
    auto operator<=>(const FontChoice&) const = default;
};

QFont madeFont(const FontChoice& choice)
{
    [[maybe_unused]] static const bool isLoaded = loadBundledFonts();
    QFont font(choice.isCode ? QStringLiteral("JetBrains Mono") : QStringLiteral("Roboto"));
    font.setPointSizeF((baseFontPoints + choice.step) * choice.scale);
    font.setWeight(choice.isStrong ? QFont::Medium : QFont::Normal);
    font.setHintingPreference(QFont::PreferVerticalHinting);
    font.setStyleStrategy(QFont::PreferAntialias);
    return font;
}

// Every cell asks for its font at every paint: a font that is kept keeps its engine found as well.
QFont bundledFont(const FontChoice& choice)
{
    static std::map<FontChoice, QFont> fonts;
    const auto found = fonts.find(choice);
    return found != fonts.end() ? found->second : fonts.emplace(choice, madeFont(choice)).first->second;
}

} // namespace

int scaled(int pixels)
{
    return int(std::lround(pixels * Theme::instance().fontScale()));
}

QFont textFont(int step, bool isStrong)
{
    return bundledFont({false, isStrong, step, Theme::instance().fontScale()});
}

QFont codeFont(int step)
{
    return bundledFont({true, false, step, Theme::instance().fontScale()});
}

} // namespace strikedesk::ui
