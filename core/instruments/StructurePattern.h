// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/Contract.h"

#include <array>
#include <cstddef>
#include <numeric>
#include <span>
#include <string_view>

namespace strikedesk {

/// One leg of a pattern. Strikes and expiries are places: 0 is the first one.
struct PatternLeg
{
    enum class Count {
        Fixed,
        Lesser,  ///< `m`: any number, smaller than the other leg's.
        Greater, ///< `n`.
    };

    bool isStock = false; ///< A lot: as many shares as one contract delivers.
    Right right = Right::Call;
    int expiry = 0;
    int strike = 0;
    Count count = Count::Fixed;
    int ratio = 1; ///< Signed; of `m` and `n` only the sign says something.
};

/// One way to be a structure: the legs of one package.
struct PatternForm
{
    static constexpr std::size_t legsMax = 5;

    std::array<PatternLeg, legsMax> legs {};
    std::size_t legCount = 0;
    int strikes = 0;
    int expiries = 0;

    [[nodiscard]] constexpr std::span<const PatternLeg> used() const { return {legs.data(), legCount}; }
    [[nodiscard]] constexpr bool hasVariableCounts() const
    {
        return legCount > 0 && legs[0].count != PatternLeg::Count::Fixed;
    }
    /// Lots of stock in one package, signed.
    [[nodiscard]] constexpr int stockLots() const
    {
        int lots = 0;
        for (const PatternLeg& leg : used())
            lots += leg.isStock ? leg.ratio : 0;
        return lots;
    }
};

/// The pattern of a structure as its row writes it: legs with a blank between them, forms with " | ".
///
///     +P1 -P2 -C3 +C4      a leg: sign, count, right, strike; strikes ascend strictly with their numbers
///     -Ca1 +Cb1            a is the nearer expiry, b the later one; without a letter all share one
///     +S +C1 -2C2          S is a lot of stock; a count is 2 to 9
///     +mC1 -nC2            m and n are any two numbers, m the smaller one
struct StructurePattern
{
    static constexpr std::size_t formsMax = 2;

    std::array<PatternForm, formsMax> forms {};
    std::size_t formCount = 0;
    std::string_view fault; ///< The rule that was broken; empty for a good pattern.

    [[nodiscard]] constexpr std::span<const PatternForm> used() const { return {forms.data(), formCount}; }
};

namespace detail {

/// Reads a pattern from left to right; the first broken rule ends it.
class PatternReader
{
public:
    explicit constexpr PatternReader(std::string_view text)
        : m_text(text)
    {
    }

    constexpr StructurePattern read()
    {
        StructurePattern pattern;
        do {
            if (pattern.formCount == StructurePattern::formsMax)
                refuse("a pattern has at most two forms");
            else
                pattern.forms[pattern.formCount++] = readForm();
        } while (m_fault.empty() && takeBar());
        if (!m_text.empty())
            refuse("legs are parted by one blank, forms by a bar between blanks");
        pattern.fault = m_fault;
        return pattern;
    }

private:
    constexpr void refuse(std::string_view rule)
    {
        if (m_fault.empty())
            m_fault = rule;
    }

    constexpr bool take(char wanted)
    {
        if (m_text.empty() || m_text.front() != wanted)
            return false;
        m_text.remove_prefix(1);
        return true;
    }

    constexpr bool takeBar()
    {
        if (!m_text.starts_with(" | "))
            return false;
        m_text.remove_prefix(3);
        return true;
    }

    constexpr PatternForm readForm()
    {
        PatternForm form;
        do {
            if (form.legCount == PatternForm::legsMax)
                refuse("a form has at most five legs");
            else
                form.legs[form.legCount++] = readLeg();
        } while (m_fault.empty() && !m_text.starts_with(" |") && take(' '));
        count(form);
        return form;
    }

    constexpr PatternLeg readLeg()
    {
        PatternLeg leg;
        const bool isLong = take('+');
        if (!isLong && !take('-'))
            refuse("a leg begins with + or -");
        readCount(leg);
        leg.ratio *= isLong ? 1 : -1;
        leg.isStock = take('S');
        if (leg.isStock)
            return leg;
        if (take('P'))
            leg.right = Right::Put;
        else if (!take('C'))
            refuse("a leg names S, C or P");
        readExpiry(leg);
        if (m_text.empty() || m_text.front() < '1' || m_text.front() > '4') {
            refuse("an option names its strike, 1 to 4");
        } else {
            leg.strike = m_text.front() - '1';
            m_text.remove_prefix(1);
        }
        return leg;
    }

    constexpr void readCount(PatternLeg& leg)
    {
        if (take('m')) {
            leg.count = PatternLeg::Count::Lesser;
        } else if (take('n')) {
            leg.count = PatternLeg::Count::Greater;
        } else if (!m_text.empty() && m_text.front() >= '0' && m_text.front() <= '9') {
            leg.ratio = m_text.front() - '0';
            m_text.remove_prefix(1);
            if (leg.ratio < 2)
                refuse("a count is 2 to 9, m or n");
        }
    }

    constexpr void readExpiry(PatternLeg& leg)
    {
        const bool isNear = take('a');
        const bool isFar = !isNear && take('b');
        leg.expiry = isFar ? 1 : 0;
        m_lettered += isNear || isFar ? 1 : 0;
    }

    /// What can only be said of all legs of a form.
    constexpr void count(PatternForm& form)
    {
        int options = 0;
        int lots = 0;
        int variables = 0;
        int divisor = 0;
        std::array<bool, 4> hasStrike {};
        std::array<bool, 2> hasExpiry {};
        std::array<int, 3> counts {};
        for (const PatternLeg& leg : form.used()) {
            divisor = std::gcd(divisor, leg.ratio);
            ++counts[std::size_t(leg.count)];
            variables += leg.count != PatternLeg::Count::Fixed ? 1 : 0;
            if (leg.isStock) {
                ++lots;
                continue;
            }
            ++options;
            hasStrike[std::size_t(leg.strike)] = true;
            hasExpiry[std::size_t(leg.expiry)] = true;
            form.strikes = form.strikes > leg.strike ? form.strikes : leg.strike + 1;
        }
        form.expiries = (hasExpiry[0] ? 1 : 0) + (hasExpiry[1] ? 1 : 0);
        if (m_lettered != 0 && (m_lettered != options || form.expiries != 2))
            refuse("either every option names an expiry and both a and b occur, or none does");
        for (int strike = 0; strike < form.strikes; ++strike) {
            if (!hasStrike[std::size_t(strike)])
                refuse("strikes are numbered from 1 without a gap");
        }
        if (lots > 1 || hasTwins(form))
            refuse("no two legs of a form are one contract, or both stock");
        if (variables != 0 && (form.legCount != 2 || lots != 0 || counts[1] != 1 || counts[2] != 1))
            refuse("m and n are the counts of the only two legs");
        if (divisor != 1)
            refuse("the counts of a form have no common factor");
        m_lettered = 0;
    }

    static constexpr bool hasTwins(const PatternForm& form)
    {
        for (std::size_t one = 0; one < form.legCount; ++one) {
            for (std::size_t other = one + 1; other < form.legCount; ++other) {
                const PatternLeg& a = form.legs[one];
                const PatternLeg& b = form.legs[other];
                if (!a.isStock && !b.isStock && a.right == b.right && a.strike == b.strike
                    && a.expiry == b.expiry)
                    return true;
            }
        }
        return false;
    }

    std::string_view m_text;
    std::string_view m_fault;
    int m_lettered = 0; ///< Options of the form that name their expiry.
};

} // namespace detail

/// Reads a pattern whole; `fault` names the first rule it breaks. Also at compile time.
[[nodiscard]] constexpr StructurePattern parseStructurePattern(std::string_view text)
{
    return detail::PatternReader(text).read();
}

} // namespace strikedesk
