// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/StructureVerbs.h"
#include "core/instruments/Roots.h"
#include "core/instruments/StructureBuild.h"
#include "core/pricing/StructurePayoff.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <memory>

namespace strikedesk::cli {
namespace {

struct BuildOptions
{
    std::string key;
    std::vector<std::string> strikes;
    std::vector<std::string> expiries;
    std::string packages = "1";
    std::string ratio;
    std::string net = "0";
    std::string root;
    bool asJson = false;
};

struct BuiltStructure
{
    Structure structure;
    std::vector<StructureLeg> legs;
    Price net;
    pricing::PayoffProfile payoff;
    std::vector<StructureLeg> naked;
};

Result<std::int64_t> builtCount(std::string_view text, const char* what)
{
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || end != text.data() + text.size())
        return fail("input.count", fmt::format("Expected {}, found \"{}\".", what, printable(text)));
    return count;
}

Result<void> readBuiltRatio(const std::string& text, StructureRequest& request)
{
    if (text.empty())
        return {};
    const std::size_t colon = text.find(':');
    const std::string_view both(text);
    const auto lesser = builtCount(both.substr(0, colon), "a ratio such as 1:2");
    const auto greater
        = builtCount(colon == std::string::npos ? "" : both.substr(colon + 1), "a ratio such as 1:2");
    for (const auto& part : {lesser, greater}) {
        if (!part)
            return fail(part.error());
    }
    request.lesser = *lesser;
    request.greater = *greater;
    return {};
}

Result<StructureRequest> requestFrom(const BuildOptions& options)
{
    StructureRequest request;
    request.key = options.key;
    for (const std::string& text : options.strikes) {
        const auto strike = Price::parse(text);
        if (!strike)
            return fail(strike.error());
        request.strikes.push_back(*strike);
    }
    for (const std::string& text : options.expiries) {
        const auto expiry = parseDate(text);
        if (!expiry)
            return fail(expiry.error());
        request.expiries.push_back(*expiry);
    }
    const auto packages = builtCount(options.packages, "a number of packages");
    if (!packages)
        return fail(packages.error());
    request.packages = *packages;
    if (const auto ratio = readBuiltRatio(options.ratio, request); !ratio)
        return fail(ratio.error());
    return request;
}

/// The symbol of a leg on a root, where one was given.
Result<LegSymbol> symbolsOn(const std::string& root)
{
    if (root.empty())
        return LegSymbol([](const StructureLeg&) { return std::string(); });
    if (const auto probe = parseSymbol(root + "260320C00100000"); !probe)
        return fail("input.root",
                    fmt::format("Expected the root of options such as SPXW, found \"{}\".", printable(root)));
    return LegSymbol([root](const StructureLeg& leg) {
        const OsiSymbol symbol {root, leg.expiry, leg.right, leg.strike};
        return leg.isStock ? contractFor(symbol).underlying : symbol.padded();
    });
}

Result<BuiltStructure> buildFrom(const BuildOptions& options)
{
    auto request = requestFrom(options);
    if (!request)
        return fail(request.error());
    if (!options.root.empty())
        request->lotShares = contractFor(OsiSymbol {options.root, {}, Right::Call, {}}).deliverableShares();
    const auto net = Price::parse(options.net);
    if (!net)
        return fail(net.error());
    auto legs = buildStructure(*request);
    if (!legs)
        return fail(legs.error());
    // Beyond this a cost would not fit exact money; no desk trades it.
    constexpr std::int64_t sharesMax = 10'000'000;
    if (request->packages > sharesMax / request->lotShares)
        return fail("structure.packages",
                    fmt::format("Expected packages of at most {} shares in all, found {} of {}.", sharesMax,
                                request->packages, request->lotShares));
    BuiltStructure built;
    built.net = *net;
    built.structure = recogniseStructure(*legs);
    built.naked = nakedLegs(*legs);
    const Money cost = value(*net, Quantity(request->packages), Multiplier(std::int32_t(request->lotShares)));
    const auto payoff = pricing::payoffProfile(pricing::payoffLegs(*legs, cost));
    if (!payoff)
        return fail(payoff.error());
    built.payoff = *payoff;
    built.legs = *std::move(legs);
    return built;
}

void printBuiltJson(const BuiltStructure& built, std::int64_t packages, const LegSymbol& symbolOf)
{
    const auto legsJson = [&](const std::vector<StructureLeg>& legs) {
        QJsonArray array;
        for (const StructureLeg& leg : legs)
            array.append(structureLegJson(leg, symbolOf));
        return array;
    };
    const auto money = [](const std::optional<Money>& amount) {
        return amount ? QJsonValue(structureText(amount->text())) : QJsonValue(QJsonValue::Null);
    };
    QJsonArray breakEvens;
    for (const double spot : built.payoff.breakEvens)
        breakEvens.append(structureText(Price::nearest(spot).text()));
    const QJsonObject document {{QStringLiteral("key"), structureText(built.structure.key)},
                                {QStringLiteral("title"), structureText(built.structure.name)},
                                {QStringLiteral("packages"), qint64(packages)},
                                {QStringLiteral("legs"), legsJson(built.legs)},
                                {QStringLiteral("net"), structureText(built.net.text())},
                                {QStringLiteral("maximum_loss"), money(built.payoff.maximumLoss)},
                                {QStringLiteral("maximum_gain"), money(built.payoff.maximumGain)},
                                {QStringLiteral("loss_unlimited"), !built.payoff.maximumLoss},
                                {QStringLiteral("gain_unlimited"), !built.payoff.maximumGain},
                                {QStringLiteral("break_evens"), breakEvens},
                                {QStringLiteral("mixed_expiry"), built.payoff.isMixedExpiry},
                                {QStringLiteral("naked"), legsJson(built.naked)}};
    fmt::print("{}\n", QJsonDocument(document).toJson(QJsonDocument::Compact).toStdString());
}

void printBuiltPlainly(const BuiltStructure& built, std::int64_t packages, const LegSymbol& symbolOf)
{
    fmt::print("{} {}\n", packages, built.structure.name);
    for (const StructureLeg& leg : built.legs)
        fmt::print("  {}\n", structureLegText(leg, symbolOf));
    const auto money = [](const std::optional<Money>& amount) {
        return amount ? amount->shortText() : std::string("unlimited");
    };
    std::vector<std::string> spots;
    for (const double spot : built.payoff.breakEvens)
        spots.push_back(Price::nearest(spot).shortText());
    fmt::print("net {} a share: maximum loss {}, maximum gain {}, break-even {}{}\n", built.net.shortText(),
               money(built.payoff.maximumLoss), money(built.payoff.maximumGain),
               spots.empty() ? "none" : fmt::format("{}", fmt::join(spots, ", ")),
               built.payoff.isMixedExpiry ? " (two expiries: bounds, time value left out)" : "");
    for (const StructureLeg& leg : built.naked)
        fmt::print("naked: {}\n", structureLegText(leg, symbolOf));
}

ExitCode buildNamed(const BuildOptions& options)
{
    const auto symbolOf = symbolsOn(options.root);
    if (!symbolOf)
        return reportError(symbolOf.error(), options.asJson);
    const auto built = buildFrom(options);
    if (!built)
        return reportError(built.error(), options.asJson);
    // Shares alone have no lot to be counted in: their packages are what was asked for.
    const std::int64_t packages = *builtCount(options.packages, "a number of packages");
    if (options.asJson)
        printBuiltJson(*built, packages, *symbolOf);
    else
        printBuiltPlainly(*built, packages, *symbolOf);
    return ExitCode::Done;
}

} // namespace

void addStructureBuild(CLI::App& structure, Action& action)
{
    CLI::App* command
        = structure.add_subcommand("build", "The legs of a structure, its extremes and break-evens");
    command->footer("Example: strikectl structure build short_iron_condor --strikes 90,95,105,110 "
                    "--expiries 2026-03-20 --net -1.25");
    auto options = std::make_shared<BuildOptions>();
    command->add_option("key", options->key, "A key of `strikectl structure list`")->required();
    command->add_option("--strikes", options->strikes, "By their numbers in the pattern")->delimiter(',');
    command->add_option("--expiries", options->expiries, "One day, or the near and the later one")
        ->delimiter(',');
    command->add_option("--packages", options->packages, "How many (1)");
    command->add_option("--ratio", options->ratio, "M:N of ratio spreads (1:2)");
    command->add_option("--net", options->net, "Net price of a package per share, a credit below 0 (0)");
    command->add_option("--root", options->root, "The root of the options: legs get symbols");
    command->add_flag("--json", options->asJson, "One JSON document on standard output");
    command->callback([options, &action] { action = [options] { return buildNamed(*options); }; });
}

} // namespace strikedesk::cli
