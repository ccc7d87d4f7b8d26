// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/exchange/FillModel.h"

#include "core/util/Assert.h"

#include <fmt/format.h>

#include <array>

namespace strikedesk {
namespace {

constexpr std::array allFillModels {FillModel::Pessimistic, FillModel::Calibrated, FillModel::Optimistic};

} // namespace

std::string_view nameOf(FillModel model)
{
    switch (model) {
    case FillModel::Pessimistic: return "pessimistic";
    case FillModel::Calibrated: return "calibrated";
    case FillModel::Optimistic: return "optimistic";
    }
    STRIKEDESK_ASSERT(false, "a fill model is one of three");
    return {};
}

Result<FillModel> parseFillModel(std::string_view text)
{
    for (const FillModel model : allFillModels) {
        if (nameOf(model) == text)
            return model;
    }
    return fail("input.fill_model",
                fmt::format("Expected pessimistic, calibrated or optimistic as fill model, found \"{}\".",
                            text.substr(0, 40)));
}

} // namespace strikedesk
