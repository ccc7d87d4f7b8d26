// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/DeskAccess.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <fmt/format.h>

namespace strikedesk::cli {
namespace {

struct RiskArguments
{
    std::string name;
    std::string reason;
    bool isLifted = false;
    std::string scope = "account";
    std::string mode;
};

void printBreaker(const QJsonObject& document)
{
    const QJsonObject state = document.value(QLatin1String("state")).toObject();
    printFields(state, {"day_loss", "drawdown"});
    printFields(state.value(QLatin1String("breaker")).toObject(), {"open"});
    printTable(state.value(QLatin1String("breakers")).toArray(),
               {{"scope", "scope"},
                {"mode", "mode"},
                {"code", "code"},
                {"tripped", "tripped_at"},
                {"reset from", "resettable_from"},
                {"reason", "reason"}});
}

void printRisk(const QJsonObject& document)
{
    printFields(document, {"armed", "disarmed_reason"});
    fmt::print("{:<22} {}\n", "kill engaged", fieldText(document, "kill.engaged"));
    fmt::print("{:<22} {}\n", "breaker open", fieldText(document, "state.breaker.open"));
    printTable(document.value(QLatin1String("limits")).toArray(),
               {{"scope", "scope"},
                {"limit", "code"},
                {"value", "limit", true},
                {"unit", "unit"},
                {"title", "title"}});
    const QJsonObject state = document.value(QLatin1String("state")).toObject();
    printTable(state.value(QLatin1String("restricted")).toArray(),
               {{"restricted", "underlying"}, {"reason", "reason"}});
    printTable(state.value(QLatin1String("disarmed_senders")).toArray(),
               {{"disarmed", "sender"}, {"reason", "reason"}});
}

void printDone(const QJsonObject&)
{
    fmt::print("Done, and in the record.\n");
}

void addShow(CLI::App& noun, Action& action, const char* help, void (*print)(const QJsonObject&))
{
    CLI::App* verb = noun.add_subcommand("show", help);
    verb->footer(fmt::format("Example: strikectl {} show --json", noun.get_name()));
    const DeskAccessPtr access = addDeskAccess(*verb);
    verb->callback([=, &action] {
        action = [=] { return finish(*access, access->ask("GET", "/api/v1/risk"), print); };
    });
}

// A verb that posts a document with a reason; `fill` adds what else it says.
template <typename Fill>
CLI::App* addChange(CLI::App& noun, Action& action, const char* verbName, const char* help,
                    const std::string& target, const std::shared_ptr<RiskArguments>& arguments, Fill fill)
{
    CLI::App* verb = noun.add_subcommand(verbName, help);
    const DeskAccessPtr access = addDeskAccess(*verb);
    verb->add_option("--reason", arguments->reason, "Why, for the audit record")->required();
    verb->callback([=, &action] {
        action = [=] {
            QJsonObject body {{QStringLiteral("reason"), QString::fromStdString(arguments->reason)}};
            fill(body, *arguments);
            return finish(*access,
                          access->ask("POST", target, QJsonDocument(body).toJson(QJsonDocument::Compact)),
                          printDone);
        };
    });
    return verb;
}

} // namespace

void addRiskCommand(CLI::App& program, Action& action)
{
    CLI::App* risk = program.add_subcommand("risk", "Limits, restricted underlyings and disarmed senders");
    risk->require_subcommand(1);
    addShow(*risk, action, "Limits, kill switch and whether the desk is armed", printRisk);

    const auto enabled = std::make_shared<RiskArguments>();
    CLI::App* enable
        = addChange(*risk, action, "enable", "Let a disarmed sender trade again", "/api/v1/risk/senders",
                    enabled, [](QJsonObject& body, const RiskArguments& given) {
                        body.insert(QStringLiteral("sender"), QString::fromStdString(given.name));
                    });
    enable->add_option("sender", enabled->name, "token:NAME, session:ID or screen")->required();
    enable->footer("Example: strikectl risk enable token:ci-bot --reason \"its loop is mended\"");

    const auto restricted = std::make_shared<RiskArguments>();
    CLI::App* restrict
        = addChange(*risk, action, "restrict", "Let nothing open on an underlying", "/api/v1/risk/restricted",
                    restricted, [](QJsonObject& body, const RiskArguments& given) {
                        body.insert(QStringLiteral("underlying"), QString::fromStdString(given.name));
                        body.insert(QStringLiteral("restricted"), !given.isLifted);
                    });
    restrict->add_option("underlying", restricted->name, "Its ticker")->required();
    restrict->add_flag("--lift", restricted->isLifted, "Take it off the list");
    restrict->footer("Example: strikectl risk restrict ACME --reason \"we advise them\"");
}

void addBreakerCommand(CLI::App& program, Action& action)
{
    constexpr const char* scopeHelp = "account, underlying:U, strategy:S or leg:SYMBOL";
    const auto putScope = [](QJsonObject& body, const RiskArguments& given) {
        body.insert(QStringLiteral("scope"), QString::fromStdString(given.scope));
    };
    CLI::App* breaker = program.add_subcommand("breaker", "What holds orders back until a person has looked");
    breaker->require_subcommand(1);
    addShow(*breaker, action, "Which have tripped, and today's result", printBreaker);

    const auto tripped = std::make_shared<RiskArguments>();
    CLI::App* trip = addChange(*breaker, action, "trip", "Hold a scope back by hand", "/api/v1/breaker/trip",
                               tripped, [putScope](QJsonObject& body, const RiskArguments& given) {
                                   putScope(body, given);
                                   body.insert(QStringLiteral("mode"), QString::fromStdString(given.mode));
                               });
    trip->add_option("--mode", tripped->mode, "block_entries, reduce_only or freeze")
        ->required()
        ->check(CLI::IsMember({"block_entries", "reduce_only", "freeze"}));
    trip->add_option("--scope", tripped->scope, scopeHelp)->type_name("SCOPE");
    trip->footer("Example: strikectl breaker trip --scope underlying:ACME --mode freeze --reason \"news\"");

    const auto reset = std::make_shared<RiskArguments>();
    CLI::App* verb = addChange(*breaker, action, "reset", "Let orders of a scope go again",
                               "/api/v1/breaker/reset", reset, putScope);
    verb->add_option("--scope", reset->scope, scopeHelp)->type_name("SCOPE");
    verb->footer("Example: strikectl breaker reset --reason \"the quote was wrong\"");
}

} // namespace strikedesk::cli
