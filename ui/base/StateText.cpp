// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/StateText.h"

#include "ui/base/Format.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace strikedesk::ui {
namespace {

struct OrderStateRow
{
    OrderState state;
    const char* text;
    Tone tone;
    Glyph glyph;
};

// clang-format off
constexpr std::array orderStateRows {
    OrderStateRow {OrderState::Intent,         QT_TRANSLATE_NOOP("StateText", "intent"),         Tone::TextDim, Glyph::Ring},
    OrderStateRow {OrderState::Sending,        QT_TRANSLATE_NOOP("StateText", "sending"),        Tone::Accent,  Glyph::Wait},
    OrderStateRow {OrderState::Working,        QT_TRANSLATE_NOOP("StateText", "working"),        Tone::Accent,  Glyph::Play},
    OrderStateRow {OrderState::Partial,        QT_TRANSLATE_NOOP("StateText", "partial"),        Tone::Accent,  Glyph::Play},
    OrderStateRow {OrderState::PendingReplace, QT_TRANSLATE_NOOP("StateText", "replacing"),      Tone::Accent,  Glyph::Wait},
    OrderStateRow {OrderState::PendingCancel,  QT_TRANSLATE_NOOP("StateText", "cancelling"),     Tone::Warning, Glyph::Wait},
    OrderStateRow {OrderState::Filled,         QT_TRANSLATE_NOOP("StateText", "filled"),         Tone::Good,    Glyph::Check},
    OrderStateRow {OrderState::Cancelled,      QT_TRANSLATE_NOOP("StateText", "cancelled"),      Tone::TextDim, Glyph::Cross},
    OrderStateRow {OrderState::Rejected,       QT_TRANSLATE_NOOP("StateText", "rejected"),       Tone::Danger,  Glyph::Cross},
    OrderStateRow {OrderState::Expired,        QT_TRANSLATE_NOOP("StateText", "expired"),        Tone::TextDim, Glyph::Clock},
    OrderStateRow {OrderState::Unknown,        QT_TRANSLATE_NOOP("StateText", "outcome unknown"), Tone::Danger, Glyph::Warning},
};
// clang-format on

struct TaskStateRow
{
    const char* state;
    const char* text;
    Tone tone;
    Glyph glyph;
};

// clang-format off
constexpr std::array taskStateRows {
    TaskStateRow {"pending", QT_TRANSLATE_NOOP("StateText", "pending"), Tone::TextDim, Glyph::Ring},
    TaskStateRow {"running", QT_TRANSLATE_NOOP("StateText", "running"), Tone::Accent,  Glyph::Play},
    TaskStateRow {"waiting", QT_TRANSLATE_NOOP("StateText", "waiting"), Tone::Warning, Glyph::Wait},
    TaskStateRow {"done",    QT_TRANSLATE_NOOP("StateText", "done"),    Tone::Good,    Glyph::Check},
    TaskStateRow {"failed",  QT_TRANSLATE_NOOP("StateText", "failed"),  Tone::Danger,  Glyph::Cross},
    TaskStateRow {"skipped", QT_TRANSLATE_NOOP("StateText", "skipped"), Tone::TextDim, Glyph::Skip},
    TaskStateRow {"aborted", QT_TRANSLATE_NOOP("StateText", "aborted"), Tone::Warning, Glyph::Cross},
    TaskStateRow {"none",    QT_TRANSLATE_NOOP("StateText", "no session"), Tone::TextDim, Glyph::Ring},
};
// clang-format on

const OrderStateRow& orderStateRow(OrderState state)
{
    return orderStateRows[std::size_t(state)];
}

const TaskStateRow* taskStateRow(const std::string& state)
{
    const auto row = std::find_if(taskStateRows.begin(), taskStateRows.end(),
                                  [&](const TaskStateRow& candidate) { return state == candidate.state; });
    return row == taskStateRows.end() ? nullptr : &*row;
}

QString stateWord(const char* text)
{
    return QCoreApplication::translate("StateText", text);
}

} // namespace

QString stateText(OrderState state)
{
    return stateWord(orderStateRow(state).text);
}

Tone stateTone(OrderState state)
{
    return orderStateRow(state).tone;
}

Glyph stateGlyph(OrderState state)
{
    return orderStateRow(state).glyph;
}

QString typeText(OrderType type)
{
    switch (type) {
    case OrderType::Limit: return stateWord(QT_TRANSLATE_NOOP("StateText", "limit"));
    case OrderType::MarketableLimit: return stateWord(QT_TRANSLATE_NOOP("StateText", "marketable"));
    case OrderType::Walk: return stateWord(QT_TRANSLATE_NOOP("StateText", "walk"));
    case OrderType::Stop: return stateWord(QT_TRANSLATE_NOOP("StateText", "stop"));
    case OrderType::StopLimit: return stateWord(QT_TRANSLATE_NOOP("StateText", "stop limit"));
    }
    return {};
}

QString timeInForceText(TimeInForce timeInForce)
{
    switch (timeInForce) {
    case TimeInForce::Day: return stateWord(QT_TRANSLATE_NOOP("StateText", "Day"));
    case TimeInForce::GoodTillCancelled:
        return stateWord(QT_TRANSLATE_NOOP("StateText", "Good till cancelled"));
    case TimeInForce::GoodTillDate: return stateWord(QT_TRANSLATE_NOOP("StateText", "Good till date"));
    case TimeInForce::ImmediateOrCancel:
        return stateWord(QT_TRANSLATE_NOOP("StateText", "Immediate or cancel"));
    }
    return {};
}

QString modeText(DeskMode mode)
{
    switch (mode) {
    case DeskMode::Paper: return stateWord(QT_TRANSLATE_NOOP("StateText", "PAPER"));
    case DeskMode::Replay: return stateWord(QT_TRANSLATE_NOOP("StateText", "REPLAY"));
    case DeskMode::Live: return stateWord(QT_TRANSLATE_NOOP("StateText", "LIVE"));
    }
    return {};
}

Tone modeTone(DeskMode mode)
{
    switch (mode) {
    case DeskMode::Paper: return Tone::PaperMode;
    case DeskMode::Replay: return Tone::ReplayMode;
    case DeskMode::Live: return Tone::LiveMode;
    }
    return Tone::LiveMode;
}

QString taskStateText(const std::string& state)
{
    const TaskStateRow* row = taskStateRow(state);
    return row ? stateWord(row->text) : textOf(state);
}

Tone taskStateTone(const std::string& state)
{
    const TaskStateRow* row = taskStateRow(state);
    return row ? row->tone : Tone::Warning;
}

Glyph taskStateGlyph(const std::string& state)
{
    const TaskStateRow* row = taskStateRow(state);
    return row ? row->glyph : Glyph::Warning;
}

} // namespace strikedesk::ui
