// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/DeskAccess.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <fmt/format.h>

namespace strikedesk::cli {
namespace {

struct LimitsArguments
{
    std::string scope;
    std::string reason;
    std::string limit;
    std::vector<std::string> values;
};

using LimitsArgumentsPtr = std::shared_ptr<LimitsArguments>;

constexpr const char* scopeHelp = "account, underlying:U, expiry:YYYY-MM-DD, strategy:S or principal:P";

// The rows of one scope, or of all; each document stays the API's own otherwise.
Result<QJsonObject> limitsOf(const DeskAccess& access, const LimitsArguments& arguments)
{
    return access.ask("GET", "/api/v1/risk").map([&](const QJsonObject& risk) {
        QJsonArray rows;
        for (const QJsonValue row : risk.value(QLatin1String("limits")).toArray()) {
            const std::string scope = row.toObject().value(QLatin1String("scope")).toString().toStdString();
            if (arguments.scope.empty() || scope == arguments.scope)
                rows.append(row);
        }
        return QJsonObject {{QStringLiteral("version"), risk.value(QLatin1String("limits_version"))},
                            {QStringLiteral("limits"), rows},
                            {QStringLiteral("as_of"), risk.value(QLatin1String("as_of"))}};
    });
}

void printLimits(const QJsonObject& document)
{
    printFields(document, {"version", "as_of"});
    printTable(document.value(QLatin1String("limits")).toArray(),
               {{"scope", "scope"},
                {"limit", "code"},
                {"value", "limit", true},
                {"unit", "unit"},
                {"kind", "kind"},
                {"pending", "pending.limit", true},
                {"until", "pending.from"},
                {"title", "title"}});
}

// "NAME=VALUE" pairs as the API's document. `usage.arguments` when one is none.
Result<QJsonObject> limitsDocument(const LimitsArguments& arguments)
{
    QJsonObject limits;
    for (const std::string& pair : arguments.values) {
        const auto equals = pair.find('=');
        if (equals == 0 || equals == std::string::npos || equals + 1 == pair.size())
            return fail("usage.arguments",
                        fmt::format("Expected NAME=VALUE, such as risk.max_loss=2500, found \"{}\".", pair));
        const std::string value = pair.substr(equals + 1);
        limits.insert(QString::fromStdString(pair.substr(0, equals)),
                      value == "none" ? QJsonValue(QJsonValue::Null)
                                      : QJsonValue(QString::fromStdString(value)));
    }
    return QJsonObject {{QStringLiteral("scope"), QString::fromStdString(arguments.scope)},
                        {QStringLiteral("limits"), limits},
                        {QStringLiteral("reason"), QString::fromStdString(arguments.reason)}};
}

Result<QJsonObject> setLimitsOf(const DeskAccess& access, const LimitsArguments& arguments)
{
    return limitsDocument(arguments).and_then([&](const QJsonObject& document) {
        return access.ask("PUT", "/api/v1/risk/limits",
                          QJsonDocument(document).toJson(QJsonDocument::Compact));
    });
}

void printOutcomes(const QJsonObject& reply)
{
    printFields(reply, {"version", "scope"});
    printTable(reply.value(QLatin1String("limits")).toArray(),
               {{"limit", "code"},
                {"before", "before", true},
                {"after", "after", true},
                {"pending until", "pending_until"}});
}

void addShowVerb(CLI::App& limits, Action& action)
{
    CLI::App* verb = limits.add_subcommand("show", "Limits by scope, with looser ones that still wait");
    verb->footer("Example: strikectl limits show --scope underlying:SPXW");
    const DeskAccessPtr access = addDeskAccess(*verb);
    auto arguments = std::make_shared<LimitsArguments>();
    verb->add_option("--scope", arguments->scope, scopeHelp)->type_name("SCOPE");
    verb->callback([=, &action] {
        action = [=] { return finish(*access, limitsOf(*access, *arguments), printLimits); };
    });
}

void addSetVerb(CLI::App& limits, Action& action)
{
    CLI::App* verb
        = limits.add_subcommand("set", "Set limits: tighter ones at once, looser hard ones after a delay");
    verb->footer("Example: strikectl limits set risk.max_loss=2500 --scope strategy:income --reason \"a new "
                 "strategy\"");
    const DeskAccessPtr access = addDeskAccess(*verb);
    auto arguments = std::make_shared<LimitsArguments>();
    arguments->scope = "account";
    verb->add_option("limits", arguments->values, "Limits and their values; none: take it away")
        ->required()
        ->type_name("NAME=VALUE");
    verb->add_option("--scope", arguments->scope, scopeHelp)->type_name("SCOPE");
    verb->add_option("--reason", arguments->reason, "Why, for the audit record")->required();
    verb->callback([=, &action] {
        action = [=] { return finish(*access, setLimitsOf(*access, *arguments), printOutcomes); };
    });
}

void addCancelVerb(CLI::App& limits, Action& action)
{
    CLI::App* verb = limits.add_subcommand("cancel", "Take back a looser limit that still waits");
    verb->footer("Example: strikectl limits cancel risk.max_loss --reason \"not needed any more\"");
    const DeskAccessPtr access = addDeskAccess(*verb);
    auto arguments = std::make_shared<LimitsArguments>();
    arguments->scope = "account";
    verb->add_option("limit", arguments->limit, "Its name")->required();
    verb->add_option("--scope", arguments->scope, scopeHelp)->type_name("SCOPE");
    verb->add_option("--reason", arguments->reason, "Why, for the audit record")->required();
    verb->callback([=, &action] {
        action = [=] {
            const QJsonObject body {{QStringLiteral("scope"), QString::fromStdString(arguments->scope)},
                                    {QStringLiteral("limit"), QString::fromStdString(arguments->limit)},
                                    {QStringLiteral("reason"), QString::fromStdString(arguments->reason)}};
            return finish(*access,
                          access->ask("POST", "/api/v1/risk/limits/cancel",
                                      QJsonDocument(body).toJson(QJsonDocument::Compact)),
                          [](const QJsonObject&) { fmt::print("Taken back, and in the record.\n"); });
        };
    });
}

} // namespace

void addLimitsCommand(CLI::App& program, Action& action)
{
    CLI::App* limits = program.add_subcommand("limits", "Show and set what orders may come to");
    limits->require_subcommand(1);
    addShowVerb(*limits, action);
    addSetVerb(*limits, action);
    addCancelVerb(*limits, action);
}

} // namespace strikedesk::cli
