// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/PlanFields.h"

#include "core/orders/OrderShape.h"
#include "core/orders/WalkStyles.h"

#include <fmt/format.h>

namespace strikedesk::plan {
namespace {

using namespace std::chrono_literals;

struct PlanAnchorRow
{
    std::string_view word;
    PlanTime::Anchor anchor;
    char sign; ///< The only one that makes sense for it.
};
constexpr std::array planAnchors {
    PlanAnchorRow {"now", PlanTime::Anchor::AfterStart, '+'},
    PlanAnchorRow {"open", PlanTime::Anchor::AfterOpen, '+'},
    PlanAnchorRow {"close", PlanTime::Anchor::BeforeClose, '-'},
};

std::optional<int> twoDigits(std::string_view text, int maximum)
{
    if (text.size() != 2 || text.find_first_not_of("0123456789") != std::string_view::npos)
        return {};
    const int value = (text[0] - '0') * 10 + (text[1] - '0');
    return value <= maximum ? std::optional(value) : std::nullopt;
}

std::optional<PlanTime> wallClockFrom(std::string_view text)
{
    const bool hasSeconds = text.size() == 8 && text[5] == ':';
    if ((text.size() != 5 && !hasSeconds) || text[2] != ':')
        return {};
    const auto hours = twoDigits(text.substr(0, 2), 23);
    const auto minutes = twoDigits(text.substr(3, 2), 59);
    const auto seconds = hasSeconds ? twoDigits(text.substr(6, 2), 59) : std::optional(0);
    if (!hours || !minutes || !seconds)
        return {};
    return PlanTime {PlanTime::Anchor::WallClock,
                     std::chrono::hours(*hours) + std::chrono::minutes(*minutes)
                         + std::chrono::seconds(*seconds)};
}

} // namespace

Result<PlanTime> parsePlanTime(std::string_view text)
{
    if (const auto wallClock = wallClockFrom(text))
        return *wallClock;
    for (const PlanAnchorRow& row : planAnchors) {
        if (!text.starts_with(row.word))
            continue;
        const std::string_view rest = text.substr(row.word.size());
        if (rest.empty())
            return PlanTime {row.anchor, 0s};
        const auto offset = parseDuration(rest.substr(1));
        if (rest.front() == row.sign && offset && *offset <= 24h)
            return PlanTime {row.anchor, row.sign == '-' ? -*offset : *offset};
    }
    return fail(
        "input.plan_time",
        fmt::format("\"{}\" is not a moment of the session; write 15:00 (New York), open+15m, close-1h, "
                    "now or now+5m.",
                    text));
}

void readTime(FieldReader& fields, std::string_view key, std::optional<PlanTime>& target)
{
    const auto text = fields.text(key, 40);
    if (!text)
        return;
    auto time = parsePlanTime(*text);
    if (time)
        target = *time;
    else
        fields.addFault(fields.lineOf(key), key, "bad_time",
                        fmt::format("\"{}\": {}", key, time.error().message));
}

void readTime(FieldReader& fields, std::string_view key, PlanTime& target)
{
    std::optional<PlanTime> found;
    readTime(fields, key, found);
    keep(target, found);
}

void readWalk(FieldReader& fields, PlanWalk& target)
{
    const YamlNode* const node = fields.map("walk");
    if (!node)
        return;
    FieldReader walk = fields.childOf(*node, "walk");
    WalkTerms& terms = target.terms;
    if (const auto style = walk.choice("style", walkStyleChoices())) {
        terms.style = *style;
        terms.stepInterval = rowOf(*style).stepInterval;
    }
    keep(terms.stepTicks, walk.integer("step_ticks", 1, OrderBounds::stepTicksMax));
    keep(terms.steps, walk.integer("steps", 1, OrderBounds::walkStepsMax));
    keep(terms.offsetTicks,
         walk.integer("offset_ticks", -OrderBounds::stepTicksMax, OrderBounds::stepTicksMax));
    if (const auto seconds = walk.integer("step_interval_seconds", 1, 3'600))
        terms.stepInterval = std::chrono::seconds(*seconds);
    terms.rungs = walk.integers("rungs", 0, 100);
    if (const auto width = walk.money("width_max", Money::ofCents(1), Money::ofWhole(10'000)))
        terms.widthMax = Price::ofUnits(width->units());
    keep(target.worstFractionOfSpread, walk.number("worst_fraction_of_spread", 0.0, 1.0));
    keep(terms.patience, walk.duration("patience", 0s, 8h));
    if (const auto end = walk.choice("at_end", walkEndNames))
        terms.atEnd = *end;
    if (auto sound = checkWalkTerms(terms); !sound)
        walk.addFault(node->line, "walk", "bad_walk", sound.error().message);
    walk.refuseUnknown();
}

void readSlippageLimit(FieldReader& fields, std::optional<Money>& target)
{
    if (const auto found = fields.money("slippage_limit", Money::ofCents(1), Money::ofWhole(1'000'000)))
        target = found;
}

} // namespace strikedesk::plan
