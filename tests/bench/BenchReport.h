// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace strikedesk::bench {

/// One figure of a benchmark. `target` is what the product promises; figures without one are for comparison.
struct Figure
{
    std::string name;
    double value = 0;
    std::string unit;
    std::optional<double> atLeast;
    std::optional<double> atMost;
    std::string note; ///< What was done, how often, against what.
};

/// Collects the figures of one program and prints them: aligned for people, `--json` for programs.
class BenchReport
{
public:
    explicit BenchReport(std::string name)
        : m_name(std::move(name))
    {
    }

    void add(Figure figure) { m_figures.push_back(std::move(figure)); }
    /// The exit code of the program: 0 also when a target is missed, because a slow machine is no defect.
    [[nodiscard]] int print(bool asJson) const;

private:
    std::string m_name;
    std::vector<Figure> m_figures;
};

/// Of an odd number of runs; the values are reordered.
[[nodiscard]] double medianOf(std::vector<double> values);
/// `part` in 0 … 1; the nearest rank.
[[nodiscard]] double quantileOf(std::vector<double> values, double part);

/// Whether the program was asked for JSON; any other argument ends it with a sentence.
[[nodiscard]] bool wantsJson(int argc, char** argv);

} // namespace strikedesk::bench
