// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/BenchReport.h"

#include "core/util/Assert.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace strikedesk::bench {
namespace {

std::string targetText(const Figure& figure)
{
    if (figure.atLeast)
        return fmt::format("at least {:g}", *figure.atLeast);
    return figure.atMost ? fmt::format("at most {:g}", *figure.atMost) : std::string();
}

bool isMissed(const Figure& figure)
{
    return (figure.atLeast && figure.value < *figure.atLeast)
        || (figure.atMost && figure.value > *figure.atMost);
}

std::string valueText(double value)
{
    return value >= 1'000 ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value);
}

QJsonObject jsonFrom(const Figure& figure)
{
    QJsonObject object {{QStringLiteral("name"), QString::fromStdString(figure.name)},
                        {QStringLiteral("value"), figure.value},
                        {QStringLiteral("unit"), QString::fromStdString(figure.unit)},
                        {QStringLiteral("note"), QString::fromStdString(figure.note)}};
    if (figure.atLeast)
        object.insert(QStringLiteral("at_least"), *figure.atLeast);
    if (figure.atMost)
        object.insert(QStringLiteral("at_most"), *figure.atMost);
    if (figure.atLeast || figure.atMost)
        object.insert(QStringLiteral("met"), !isMissed(figure));
    return object;
}

} // namespace

int BenchReport::print(bool asJson) const
{
    if (asJson) {
        QJsonArray rows;
        for (const Figure& figure : m_figures)
            rows.append(jsonFrom(figure));
        const QJsonObject document {{QStringLiteral("benchmark"), QString::fromStdString(m_name)},
                                    {QStringLiteral("figures"), rows}};
        fmt::print("{}\n", QJsonDocument(document).toJson(QJsonDocument::Indented).toStdString());
        return EXIT_SUCCESS;
    }
    for (const Figure& figure : m_figures)
        fmt::print("{}: {:<44} {:>10} {:<10} {:<18}{} {}\n", m_name, figure.name, valueText(figure.value),
                   figure.unit, targetText(figure), isMissed(figure) ? " MISSED" : "", figure.note);
    return EXIT_SUCCESS;
}

double medianOf(std::vector<double> values)
{
    return quantileOf(std::move(values), 0.5);
}

double quantileOf(std::vector<double> values, double part)
{
    STRIKEDESK_ASSERT(!values.empty(), "a quantile needs values");
    const auto rank = std::ptrdiff_t(part * double(values.size() - 1) + 0.5);
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return values[std::size_t(rank)];
}

bool wantsJson(int argc, char** argv)
{
    bool isJson = false;
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--json") {
            isJson = true;
        } else {
            fmt::print(stderr, "{}: expected --json or nothing, found \"{}\".\n", argv[0], argv[i]);
            std::exit(2);
        }
    }
    return isJson;
}

} // namespace strikedesk::bench
