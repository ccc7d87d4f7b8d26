// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/StructureSearch.h"

#include <algorithm>
#include <utility>

namespace strikedesk::detail {
namespace {

// What people trade; any other ratio is told as what it is made of.
constexpr std::array<std::pair<int, int>, 3> searchedRatios {{{1, 2}, {1, 3}, {2, 3}}};

std::array<std::int64_t, 2> nakedPerPackage(const PatternForm& form)
{
    CoverSums sums;
    for (auto& ofRight : sums.byRight)
        ofRight.resize(2);
    for (const PatternLeg& leg : form.used()) {
        if (leg.isStock) {
            sums.lots += leg.ratio;
            continue;
        }
        auto& sum = sums.byRight[leg.right == Right::Call ? 1 : 0][std::size_t(leg.expiry)];
        (leg.ratio > 0 ? sum.longs : sum.shorts) += std::abs(leg.ratio);
    }
    return sums.uncovered();
}

void addForm(std::vector<SearchForm>& forms, const NamedStructure& row, const PatternForm& form)
{
    SearchForm added {&row, form, {}, nakedPerPackage(form)};
    for (std::size_t leg = 0; leg < form.legCount; ++leg) {
        if (!form.legs[leg].isStock)
            added.order.push_back(leg);
    }
    std::ranges::stable_sort(added.order, {}, [&](std::size_t leg) { return form.legs[leg].strike; });
    if (!added.order.empty())
        forms.push_back(std::move(added));
}

PatternForm withCounts(PatternForm form, std::pair<int, int> ratio)
{
    for (PatternLeg& leg : form.legs) {
        if (leg.count == PatternLeg::Count::Lesser)
            leg.ratio *= ratio.first;
        else if (leg.count == PatternLeg::Count::Greater)
            leg.ratio *= ratio.second;
    }
    return form;
}

std::vector<SearchForm> allForms()
{
    std::vector<SearchForm> forms;
    for (const NamedStructure& row : namedStructures()) {
        for (const PatternForm& form : patternOf(row).used()) {
            if (!form.hasVariableCounts()) {
                addForm(forms, row, form);
                continue;
            }
            for (const auto& ratio : searchedRatios)
                addForm(forms, row, withCounts(form, ratio));
        }
    }
    return forms;
}

} // namespace

const std::vector<SearchForm>& searchForms()
{
    static const std::vector<SearchForm> forms = allForms();
    return forms;
}

std::array<std::int64_t, 2> CoverSums::uncovered() const
{
    std::array<std::int64_t, 2> naked {};
    for (std::size_t right = 0; right < 2; ++right) {
        // Shorts of an expiry and later can only be covered by longs of that expiry and later.
        std::int64_t deficit = 0;
        std::int64_t sum = 0;
        for (auto expiry = byRight[right].rbegin(); expiry != byRight[right].rend(); ++expiry) {
            sum += expiry->shorts - expiry->longs;
            deficit = std::max(deficit, sum);
        }
        const std::int64_t stock = std::max<std::int64_t>(right == 1 ? lots : -lots, 0);
        naked[right] = std::max<std::int64_t>(deficit - stock, 0);
    }
    return naked;
}

} // namespace strikedesk::detail
