// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/Cell.h"

#include <QCoreApplication>

namespace strikedesk::ui {

AgeState ageStateOf(std::optional<double> seconds, double limitSeconds)
{
    if (!seconds)
        return AgeState::None;
    if (*seconds > limitSeconds)
        return AgeState::Stale;
    // A source that speaks once a minute is not ageing after two seconds.
    return *seconds > std::max(ageingAfterSeconds, limitSeconds / 4) ? AgeState::Ageing : AgeState::Fresh;
}

QString ageStateText(AgeState state)
{
    switch (state) {
    case AgeState::Fresh: return {};
    case AgeState::Ageing: return QCoreApplication::translate("Cell", "ageing");
    case AgeState::Stale: return QCoreApplication::translate("Cell", "stale");
    case AgeState::None: return QCoreApplication::translate("Cell", "unknown");
    }
    return {};
}

Tone gainTone(double value)
{
    return value > 0 ? Tone::Gain : value < 0 ? Tone::Loss : Tone::Text;
}

} // namespace strikedesk::ui
