// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/StructureSearch.h"

#include "core/instruments/StructureRules.h"
#include "core/util/Assert.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <tuple>

namespace strikedesk::detail {
namespace {

constexpr std::size_t smallSeriesMax = 14; // then every split is weighed
constexpr int stepsMax = 4'000;            // of the search through a small book
// Series looked at for one form of more than two legs and one pivot of a larger book; every pair is looked
// at, because some pair or single option always fits.
constexpr int looksMax = 96;
constexpr std::size_t alternativesMax = 8;
constexpr std::size_t alternativesKept = 64;

std::size_t rightPlace(Right right)
{
    return right == Right::Call ? 1 : 0;
}

} // namespace

StructureSearch::StructureSearch(const StructureBook& book)
{
    m_unit = std::abs(book.lots());
    for (const StructureLeg& leg : book.options)
        m_unit = std::gcd(m_unit, leg.quantity);
    m_unit = std::max<std::int64_t>(m_unit, 1);
    const StructureLeg* previous = nullptr;
    for (const StructureLeg& leg : book.options) {
        if (!previous || isEarlier(*previous, leg))
            m_buckets.emplace_back();
        previous = &leg;
        const std::size_t right = rightPlace(leg.right);
        m_buckets.back()[right][leg.quantity > 0 ? 1 : 0].push_back(m_series.size());
        m_series.push_back({m_buckets.size() - 1, right, leg.strike, leg.quantity / m_unit});
    }
    for (auto& ofRight : m_sums.byRight)
        ofRight.resize(m_buckets.size());
    for (const Series& series : m_series) {
        auto& sum = m_sums.byRight[series.right][series.expiry];
        (series.left > 0 ? sum.longs : sum.shorts) += std::abs(series.left);
    }
    m_sums.lots = book.lots() / m_unit;
    m_hasOddShares = book.shares % book.lotShares() != 0;
    m_alive = m_series.size();
    m_isSmall = m_series.size() <= smallSeriesMax;
    for (const SearchForm& form : searchForms())
        m_legsOfPart = std::max(m_legsOfPart, form.order.size());
}

void StructureSearch::run()
{
    descend();
    STRIKEDESK_ASSERT(m_best, "single options and stock split every book");
    std::ranges::sort(m_alternatives, [](const Split& a, const Split& b) {
        return std::tuple(a.cost(), a.parts) < std::tuple(b.cost(), b.parts);
    });
    if (m_alternatives.size() > alternativesMax)
        m_alternatives.resize(alternativesMax);
}

void StructureSearch::descend()
{
    const auto pivot = std::ranges::find_if(m_series, [](const Series& series) { return series.left != 0; });
    if (pivot == m_series.end())
        return finish();
    std::vector<Candidate> candidates;
    collect(std::size_t(pivot - m_series.begin()), candidates);
    for (const Candidate& candidate : candidates) {
        for (std::int64_t packages = candidate.part.packages; packages >= 1; --packages) {
            if (m_best && (!m_isSmall || ++m_steps > stepsMax)) {
                m_isExact = false;
                return;
            }
            apply(candidate.part, packages);
            m_path.parts.push_back(candidate.part);
            m_path.parts.back().packages = packages;
            const std::size_t partsAtLeast
                = m_path.parts.size() + (m_alive + m_legsOfPart - 1) / m_legsOfPart;
            if (!m_best || partsAtLeast <= m_best->parts.size()) {
                m_path.overTime += candidate.isOverTime ? 1 : 0;
                m_path.span += candidate.span;
                descend();
                m_path.overTime -= candidate.isOverTime ? 1 : 0;
                m_path.span -= candidate.span;
            }
            m_path.parts.pop_back();
            apply(candidate.part, -packages);
            if (!m_isExact)
                return;
        }
    }
}

void StructureSearch::finish()
{
    Split found = m_path;
    if (m_sums.lots != 0 || m_hasOddShares)
        found.parts.push_back({nullptr, {}, m_sums.lots});
    std::ranges::sort(found.parts);
    if (!m_best) {
        m_best = std::move(found);
        return;
    }
    if (found.parts.size() > m_best->parts.size())
        return;
    if (found.parts.size() < m_best->parts.size())
        m_alternatives.clear();
    else if (found.parts == m_best->parts
             || std::ranges::find(m_alternatives, found.parts, &Split::parts) != m_alternatives.end())
        return;
    else if (found.cost() < m_best->cost())
        std::swap(*m_best, found);
    if (found.cost() < m_best->cost())
        m_best = std::move(found);
    else if (m_alternatives.size() < alternativesKept)
        m_alternatives.push_back(std::move(found));
}

void StructureSearch::collect(std::size_t pivot, std::vector<Candidate>& found)
{
    const Series& series = m_series[pivot];
    for (const SearchForm& form : searchForms()) {
        for (std::size_t at = 0; at < form.order.size(); ++at) {
            const PatternLeg& leg = form.form.legs[form.order[at]];
            // Nothing is left of earlier expiries: the pivot is of the near one.
            if (leg.expiry != 0 || rightPlace(leg.right) != series.right || !hasRoom(leg, series))
                continue;
            if (form.form.expiries < 2) {
                place(form, at, pivot, series.expiry, found);
                continue;
            }
            for (std::size_t far = series.expiry + 1; far < m_buckets.size(); ++far)
                place(form, at, pivot, far, found);
        }
    }
    std::ranges::sort(found, [](const Candidate& a, const Candidate& b) {
        const auto badness = [](const Candidate& one) {
            return std::tuple(-std::int64_t(one.emptied), -std::int64_t(one.part.form->order.size()),
                              one.isOverTime, one.span, one.part);
        };
        return badness(a) < badness(b);
    });
}

bool StructureSearch::hasRoom(const PatternLeg& leg, const Series& series) const
{
    return (leg.ratio > 0) == (series.left > 0) && std::abs(series.left) >= std::abs(leg.ratio);
}

void StructureSearch::place(const SearchForm& form, std::size_t pivotLeg, std::size_t pivot,
                            std::size_t farExpiry, std::vector<Candidate>& found)
{
    const int lots = form.form.stockLots();
    if (lots != 0 && ((lots > 0) != (m_sums.lots > 0) || m_sums.lots == 0))
        return;
    m_form = &form;
    m_pivotLeg = pivotLeg;
    m_expiries = {m_series[pivot].expiry, farExpiry};
    m_strikes.fill({});
    m_part = {&form, {}, 0};
    m_looks = 0;
    const PatternLeg& leg = form.form.legs[form.order[pivotLeg]];
    m_part.legs[pivotLeg] = pivot;
    m_strikes[std::size_t(leg.strike)] = m_series[pivot].strike;
    fill(0, found);
}

const std::vector<std::size_t>& StructureSearch::bucket(const PatternLeg& leg) const
{
    return m_buckets[m_expiries[std::size_t(leg.expiry)]][rightPlace(leg.right)][leg.ratio > 0 ? 1 : 0];
}

void StructureSearch::fill(std::size_t next, std::vector<Candidate>& found)
{
    if (next == m_form->order.size())
        return keep(found);
    if (next == m_pivotLeg)
        return fill(next + 1, found);
    const PatternLeg& leg = m_form->form.legs[m_form->order[next]];
    const std::vector<std::size_t>& choices = bucket(leg);
    const auto strikeOf = [this](std::size_t series) { return m_series[series].strike; };
    const std::optional<Price> bound = m_strikes[std::size_t(leg.strike)];
    if (bound) {
        const auto at = std::ranges::lower_bound(choices, *bound, {}, strikeOf);
        if (at != choices.end() && strikeOf(*at) == *bound)
            fillAt(next, *at, found);
        return;
    }
    auto first = choices.begin();
    auto last = choices.end();
    if (m_form->row->rule != StrikeRule::PutBelowCall) {
        for (int strike = 0; strike < m_form->form.strikes; ++strike) {
            const std::optional<Price>& other = m_strikes[std::size_t(strike)];
            if (other && strike < leg.strike)
                first = std::max(first, std::ranges::upper_bound(choices, *other, {}, strikeOf));
            else if (other && strike > leg.strike)
                last = std::min(last, std::ranges::lower_bound(choices, *other, {}, strikeOf));
        }
    }
    // Nearest to what is placed first, so that a search that is cut short has seen the likely ones.
    const bool isBelow = leg.strike < m_form->form.legs[m_form->order[m_pivotLeg]].strike;
    for (auto size = std::max<std::ptrdiff_t>(last - first, 0); size > 0; --size) {
        if (!m_isSmall && m_form->order.size() > 2 && ++m_looks > looksMax) {
            m_isExact = false;
            return;
        }
        fillAt(next, isBelow ? *--last : *first++, found);
    }
}

void StructureSearch::fillAt(std::size_t next, std::size_t series, std::vector<Candidate>& found)
{
    const PatternLeg& leg = m_form->form.legs[m_form->order[next]];
    if (!hasRoom(leg, m_series[series]))
        return;
    std::optional<Price>& strike = m_strikes[std::size_t(leg.strike)];
    const std::optional<Price> before = strike;
    strike = m_series[series].strike;
    m_part.legs[next] = series;
    fill(next + 1, found);
    strike = before;
}

void StructureSearch::keep(std::vector<Candidate>& found)
{
    std::array<Price, PatternForm::legsMax> strikes {};
    const auto count = std::size_t(m_form->form.strikes);
    for (std::size_t strike = 0; strike < count; ++strike)
        strikes[strike] = *m_strikes[strike];
    const std::span<const Price> used(strikes.data(), count);
    if (strikeFault(m_form->row->rule, m_form->form, used) != StrikeFault::None)
        return;
    Candidate candidate;
    candidate.part = m_part;
    candidate.part.packages = safePackages(m_part, packagesFor(*m_form, m_part));
    if (candidate.part.packages == 0)
        return;
    for (std::size_t at = 0; at < m_form->order.size(); ++at) {
        const PatternLeg& leg = m_form->form.legs[m_form->order[at]];
        if (m_series[m_part.legs[at]].left == leg.ratio * candidate.part.packages)
            ++candidate.emptied;
    }
    candidate.isOverTime = m_form->form.expiries > 1;
    candidate.span = (*std::ranges::max_element(used) - *std::ranges::min_element(used)).units();
    found.push_back(candidate);
}

std::int64_t StructureSearch::packagesFor(const SearchForm& form, const Part& part) const
{
    const std::int64_t lots = form.form.stockLots();
    std::int64_t packages = lots != 0 ? m_sums.lots / lots : std::numeric_limits<std::int64_t>::max();
    for (std::size_t at = 0; at < form.order.size(); ++at)
        packages = std::min(packages, m_series[part.legs[at]].left / form.form.legs[form.order[at]].ratio);
    return packages;
}

/// Deficits are convex in what is taken away, so that up to a number of packages all are safe and none above.
std::int64_t StructureSearch::safePackages(const Part& part, std::int64_t most)
{
    if (isSafe(part, most))
        return most;
    std::int64_t safe = 0;
    std::int64_t unsafe = most;
    while (unsafe - safe > 1) {
        const std::int64_t middle = safe + (unsafe - safe) / 2;
        (isSafe(part, middle) ? safe : unsafe) = middle;
    }
    return safe;
}

bool StructureSearch::isSafe(const Part& part, std::int64_t packages)
{
    const auto before = m_sums.uncovered();
    apply(part, packages);
    const auto after = m_sums.uncovered();
    apply(part, -packages);
    return after[0] + packages * part.form->nakedPerPackage[0] == before[0]
        && after[1] + packages * part.form->nakedPerPackage[1] == before[1];
}

void StructureSearch::apply(const Part& part, std::int64_t packages)
{
    const SearchForm& form = *part.form;
    m_sums.lots -= form.form.stockLots() * packages;
    for (std::size_t at = 0; at < form.order.size(); ++at) {
        const std::int64_t taken = form.form.legs[form.order[at]].ratio * packages;
        Series& series = m_series[part.legs[at]];
        const bool wasAlive = series.left != 0;
        series.left -= taken;
        m_alive = m_alive + (series.left != 0 ? 1 : 0) - (wasAlive ? 1 : 0);
        auto& sum = m_sums.byRight[series.right][series.expiry];
        // The side is the form's: of a series that is empty for now the number no longer says it.
        const bool isLong = form.form.legs[form.order[at]].ratio > 0;
        (isLong ? sum.longs : sum.shorts) -= isLong ? taken : -taken;
    }
}

} // namespace strikedesk::detail
