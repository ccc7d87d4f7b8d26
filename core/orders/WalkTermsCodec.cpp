// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/WalkTermsCodec.h"

#include "core/orders/OrderDocumentReader.h"
#include "core/orders/OrderShape.h"

#include <algorithm>

namespace strikedesk {
namespace {

constexpr const char* code = "input.walk";

std::string styleNames()
{
    std::string names;
    for (const WalkStyleRow& row : walkStyles)
        names += (names.empty() ? "" : ", ") + std::string(row.name);
    return names;
}

// One more than is allowed either way, so that the shape's own sentence refuses it.
int boundedWhole(OrderDocumentReader& reader, const char* key, int otherwise, int most)
{
    const auto found = reader.whole(key, code, false);
    return found ? int(std::clamp<std::int64_t>(*found, -std::int64_t(most) - 1, most + 1)) : otherwise;
}

std::chrono::seconds secondsFrom(OrderDocumentReader& reader, const char* key, std::chrono::seconds otherwise)
{
    const auto found = reader.whole(key, code, false);
    return found ? std::chrono::seconds(*found) : otherwise;
}

std::vector<int> rungsFrom(OrderDocumentReader& reader)
{
    std::vector<int> rungs;
    const auto list = reader.field("rungs", false);
    if (!list)
        return rungs;
    if (!list->isList() || list->size() == 0 || list->size() > OrderBounds::walkStepsMax) {
        reader.refuse(code, "\"rungs\" is a list of per cents.");
        return rungs;
    }
    list->forEach([&](const JsonLook& entry) {
        const auto percent = entry.whole();
        if (!percent)
            reader.refuse(code, "A rung is a whole number of per cents of the way from mid to natural.");
        rungs.push_back(int(std::clamp<std::int64_t>(percent.value_or(-1), -1, 101)));
    });
    return rungs;
}

} // namespace

Result<WalkTerms> walkTermsFrom(const JsonLook& value)
{
    if (!value.isObject())
        return fail(code, "\"walk\" is an object; docs/execution.md lists its fields.");
    OrderDocumentReader reader(value, "the walk");
    reader.allowOnly({"style", "step_ticks", "step_seconds", "steps", "offset_ticks", "rungs", "width_max",
                      "worst", "patience_seconds", "at_end"});
    const auto style = reader.word<WalkStyle>("style", code, false, walkStyleFrom, styleNames().c_str());
    WalkTerms walk = termsOf(style.value_or(WalkStyle::MidWalk));
    walk.stepTicks = boundedWhole(reader, "step_ticks", walk.stepTicks, OrderBounds::stepTicksMax);
    walk.steps = boundedWhole(reader, "steps", walk.steps, OrderBounds::walkStepsMax);
    walk.offsetTicks = boundedWhole(reader, "offset_ticks", walk.offsetTicks, OrderBounds::stepTicksMax);
    walk.stepInterval = secondsFrom(reader, "step_seconds", walk.stepInterval);
    walk.patience = secondsFrom(reader, "patience_seconds", walk.patience);
    walk.rungs = rungsFrom(reader);
    walk.widthMax = reader.decimal<Price>("width_max", code);
    walk.worst = reader.decimal<Price>("worst", code);
    walk.atEnd
        = reader.word<WalkEnd>("at_end", code, false, walkEndFrom, "cancel, cross").value_or(walk.atEnd);
    if (reader.error())
        return fail(*reader.error());
    return walk;
}

} // namespace strikedesk
