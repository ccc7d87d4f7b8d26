// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/StructureBooks.h"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <tuple>
#include <vector>

namespace strikedesk::detail {

/// A form whose counts are numbers, with what the search asks of it again and again.
struct SearchForm
{
    const NamedStructure* row = nullptr;
    PatternForm form;
    std::vector<std::size_t> order;                 ///< Its option legs by strike.
    std::array<std::int64_t, 2> nakedPerPackage {}; ///< Puts, calls.
};

/// Every form of the catalogue that has an option; `m` and `n` as 1:2, 1:3 and 2:3.
[[nodiscard]] const std::vector<SearchForm>& searchForms();

/// Contracts by what covers them, per expiry: the fewest that stay naked follow from these sums alone.
struct CoverSums
{
    struct OfExpiry
    {
        std::int64_t longs = 0;
        std::int64_t shorts = 0;
    };
    std::array<std::vector<OfExpiry>, 2> byRight; ///< Puts, calls; nearest expiry first.
    std::int64_t lots = 0;

    /// Of each right: shorts that no long of their expiry or a later one and no stock can cover.
    [[nodiscard]] std::array<std::int64_t, 2> uncovered() const;
};

/// Looks for the best split of one book (StructureSplit.h says what is best). Small books are searched
/// through, within a number of steps; of larger ones the first descent is taken.
class StructureSearch
{
public:
    struct Part
    {
        const SearchForm* form = nullptr;                      ///< None: what is left of the stock.
        std::array<std::size_t, PatternForm::legsMax> legs {}; ///< Places in the book, by the form's order.
        std::int64_t packages = 0;                             ///< Lots of stock, signed, without a form.

        friend bool operator==(const Part&, const Part&) = default;
        friend auto operator<=>(const Part&, const Part&) = default;
    };
    struct Split
    {
        std::vector<Part> parts;
        std::int64_t overTime = 0;
        std::int64_t span = 0; ///< Of strikes, in units of price.

        [[nodiscard]] auto cost() const { return std::tuple(parts.size(), overTime, span); }
    };

    explicit StructureSearch(const StructureBook& book);

    void run();
    [[nodiscard]] const Split& best() const { return *m_best; }
    [[nodiscard]] const std::vector<Split>& alternatives() const { return m_alternatives; }
    [[nodiscard]] bool isExact() const { return m_isExact; }
    /// What one package of a part counts for: quantities were divided by it.
    [[nodiscard]] std::int64_t unit() const { return m_unit; }

private:
    struct Series
    {
        std::size_t expiry = 0;
        std::size_t right = 0; ///< 0 puts, 1 calls.
        Price strike;
        std::int64_t left = 0; ///< Signed.
    };
    struct Candidate
    {
        Part part;
        std::size_t emptied = 0;
        bool isOverTime = false;
        std::int64_t span = 0;
    };

    void descend();
    void finish();
    void collect(std::size_t pivot, std::vector<Candidate>& found);
    void place(const SearchForm& form, std::size_t pivotLeg, std::size_t pivot, std::size_t farExpiry,
               std::vector<Candidate>& found);
    void fill(std::size_t next, std::vector<Candidate>& found);
    void fillAt(std::size_t next, std::size_t series, std::vector<Candidate>& found);
    void keep(std::vector<Candidate>& found);
    [[nodiscard]] bool hasRoom(const PatternLeg& leg, const Series& series) const;
    [[nodiscard]] std::int64_t packagesFor(const SearchForm& form, const Part& part) const;
    [[nodiscard]] std::int64_t safePackages(const Part& part, std::int64_t most);
    [[nodiscard]] bool isSafe(const Part& part, std::int64_t packages);
    void apply(const Part& part, std::int64_t packages);
    [[nodiscard]] const std::vector<std::size_t>& bucket(const PatternLeg& leg) const;

    std::vector<Series> m_series;
    /// Places in m_series by strike: of each expiry, right and side (short, long).
    std::vector<std::array<std::array<std::vector<std::size_t>, 2>, 2>> m_buckets;
    CoverSums m_sums;
    bool m_hasOddShares = false; ///< No whole lot: they are a part of their own.
    std::int64_t m_unit = 1;
    std::size_t m_alive = 0;      ///< Series with something left.
    std::size_t m_legsOfPart = 1; ///< At most; of options.

    // The form that is being filled.
    const SearchForm* m_form = nullptr;
    std::size_t m_pivotLeg = 0;
    std::array<std::size_t, 2> m_expiries {};
    std::array<std::optional<Price>, PatternForm::legsMax> m_strikes;
    Part m_part;
    int m_looks = 0;

    Split m_path;
    std::optional<Split> m_best;
    std::vector<Split> m_alternatives;
    bool m_isSmall = false;
    bool m_isExact = true;
    int m_steps = 0;
};

} // namespace strikedesk::detail
