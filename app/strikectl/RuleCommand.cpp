// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/DeskAccess.h"
#include "core/positions/RuleTermsCodec.h"
#include "core/positions/RuleWords.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <fmt/format.h>

namespace strikedesk::cli {
namespace {

struct RuleArguments
{
    std::string position;
    std::string file;
    std::string shipped;
    std::string reason;
    std::vector<std::string> rules;
};

using RuleArgumentsPtr = std::shared_ptr<RuleArguments>;

std::string rulesTarget(const RuleArguments& arguments, const char* verb = "")
{
    return "/api/v1/positions/" + arguments.position + "/rules" + verb;
}

// What was said of it, as the API takes it.
QJsonObject ruleJson(const RuleTerms& rule)
{
    QJsonObject json {{QStringLiteral("name"), QString::fromStdString(rule.name)},
                      {QStringLiteral("when"), QString::fromStdString(rule.when)}};
    if (rule.close != wholeShare)
        json.insert(QStringLiteral("close"), QString::fromStdString(perCentText(rule.close)));
    const RuleTerms unsaid;
    const auto number = [&](const QString& name, int value, int otherwise) {
        if (value != otherwise)
            json.insert(name, value);
    };
    number(QStringLiteral("priority"), rule.priority, unsaid.priority);
    number(QStringLiteral("confirmations"), rule.confirmations, unsaid.confirmations);
    number(QStringLiteral("seconds_apart"), rule.secondsApart, unsaid.secondsApart);
    number(QStringLiteral("cool_down_seconds"), rule.coolDownSeconds, unsaid.coolDownSeconds);
    if (!rule.how.empty())
        json.insert(QStringLiteral("how"), QString::fromStdString(rule.how));
    if (rule.rests)
        json.insert(QStringLiteral("rests"), true);
    return json;
}

// The document of --file, or one that is made of --template or of each --rule.
Result<QJsonObject> rulesDocument(const RuleArguments& arguments)
{
    QJsonObject document;
    if (!arguments.file.empty()) {
        const auto read = readInput(arguments.file);
        if (!read)
            return fail(read.error());
        const QJsonDocument parsed = QJsonDocument::fromJson(*read);
        if (!parsed.isObject())
            return fail("input.json", "The rules must be a JSON object with \"rules\" or a \"template\".");
        document = parsed.object();
    }
    if (!arguments.shipped.empty())
        document.insert(QStringLiteral("template"), QString::fromStdString(arguments.shipped));
    QJsonArray rules;
    for (const std::string& words : arguments.rules) {
        const auto rule = ruleFromWords(words);
        if (!rule)
            return fail(rule.error());
        rules.append(ruleJson(*rule));
    }
    if (!rules.isEmpty())
        document.insert(QStringLiteral("rules"), rules);
    return document;
}

QByteArray compact(const QJsonObject& document)
{
    return document.isEmpty() ? QByteArray() : QJsonDocument(document).toJson(QJsonDocument::Compact);
}

void printRules(const QJsonObject& reply)
{
    printFields(reply, {"structure_id", "paused", "held", "packages", "profit", "fault"});
    printTable(reply.value(QLatin1String("rules")).toArray(),
               {{"rule", "name"},
                {"when", "when"},
                {"part %", "close", true},
                {"closes", "quantity", true},
                {"for $", "profit", true},
                {"closed", "filled", true},
                {"phase", "phase"},
                {"now", "sentence"}});
}

void printPositions(const QJsonObject& reply)
{
    for (const QJsonValue row : reply.value(QLatin1String("items")).toArray()) {
        const QJsonObject position = row.toObject();
        printFields(position, {"structure_id", "structure", "paused", "held", "packages", "set_by"});
        printTable(position.value(QLatin1String("rules")).toArray(),
                   {{"rule", "name"},
                    {"when", "when"},
                    {"phase", "phase"},
                    {"closed", "filled", true},
                    {"alarm", "alarm"}});
        fmt::print("\n");
    }
}

void printTemplates(const QJsonObject& reply)
{
    for (const QJsonValue row : reply.value(QLatin1String("items")).toArray()) {
        const QJsonObject shipped = row.toObject();
        printFields(shipped, {"key", "title", "of"});
        printTable(shipped.value(QLatin1String("rules")).toArray(),
                   {{"rule", "name"}, {"part %", "close", true}, {"when", "when"}});
        fmt::print("\n");
    }
}

CLI::App* addRuleVerb(CLI::App& rule, const char* name, const char* help, const char* example)
{
    CLI::App* verb = rule.add_subcommand(name, help);
    verb->footer(std::string("Example: ") + example);
    return verb;
}

void addListVerbs(CLI::App& rule, Action& action)
{
    struct Verb
    {
        const char* name;
        const char* target;
        const char* help;
        void (*print)(const QJsonObject&);
    };
    const Verb verbs[] = {
        {"templates", "/api/v1/rules/templates", "Rules that are shipped", printTemplates},
        {"list", "/api/v1/rules", "Positions that have rules", printPositions},
    };
    for (const Verb& row : verbs) {
        CLI::App* verb
            = addRuleVerb(rule, row.name, row.help, fmt::format("strikectl rule {}", row.name).c_str());
        const DeskAccessPtr access = addDeskAccess(*verb);
        verb->callback([=, &action] {
            action = [=] { return finish(*access, access->ask("GET", row.target), row.print); };
        });
    }
}

void addDocumentOptions(CLI::App& verb, RuleArguments& arguments)
{
    verb.add_option("position", arguments.position, "The position's structure id")->required();
    verb.add_option("--template", arguments.shipped, "Rules that are shipped: strikectl rule templates")
        ->type_name("KEY");
    verb.add_option("--rule", arguments.rules,
                    "\"NAME: close N% when CONDITION; FIELD VALUE\"; may stand again")
        ->type_name("RULE");
    verb.add_option("--file", arguments.file, "A document with \"rules\"; - for standard input")
        ->type_name("FILE");
}

void addSetVerb(CLI::App& rule, Action& action)
{
    CLI::App* verb
        = addRuleVerb(rule, "set", "Set all rules of a position, instead of those before",
                      "strikectl rule set P1-000004-X --rule \"half: close 50% when profit >= 50% of "
                      "credit\" --rule \"stop: when loss >= 2 x credit\"");
    const DeskAccessPtr access = addDeskAccess(*verb);
    auto arguments = std::make_shared<RuleArguments>();
    addDocumentOptions(*verb, *arguments);
    verb->add_option("--reason", arguments->reason, "Why, for the audit record");
    verb->callback([=, &action] {
        action = [=] {
            const auto reply = rulesDocument(*arguments).and_then([&](QJsonObject document) {
                if (!arguments->reason.empty())
                    document.insert(QStringLiteral("reason"), QString::fromStdString(arguments->reason));
                return access->ask("PUT", rulesTarget(*arguments), compact(document));
            });
            return finish(*access, reply, printRules);
        };
    });
}

void addPreviewVerb(CLI::App& rule, Action& action)
{
    CLI::App* verb = addRuleVerb(rule, "preview", "What each rule would do now, in packages and dollars",
                                 "strikectl rule preview P1-000004-X --template credit_50");
    const DeskAccessPtr access = addDeskAccess(*verb);
    auto arguments = std::make_shared<RuleArguments>();
    addDocumentOptions(*verb, *arguments);
    verb->callback([=, &action] {
        action = [=] {
            const auto reply = rulesDocument(*arguments).and_then([&](const QJsonObject& document) {
                return access->ask("POST", rulesTarget(*arguments, "/preview"), compact(document));
            });
            return finish(*access, reply, printRules);
        };
    });
}

void addSwitchVerbs(CLI::App& rule, Action& action)
{
    struct Verb
    {
        const char* name;
        const char* method;
        const char* target;
        const char* help;
        const char* done;
    };
    const Verb verbs[] = {
        {"pause", "POST", "/pause", "The rules of a position do nothing until they are resumed", "Paused.\n"},
        {"resume", "POST", "/resume", "The rules of a position go on", "They go on.\n"},
        {"remove", "DELETE", "", "Take the rules of a position away", "Removed.\n"},
    };
    for (const Verb& row : verbs) {
        CLI::App* verb = addRuleVerb(rule, row.name, row.help,
                                     fmt::format("strikectl rule {} P1-000004-X", row.name).c_str());
        const DeskAccessPtr access = addDeskAccess(*verb);
        auto arguments = std::make_shared<RuleArguments>();
        verb->add_option("position", arguments->position, "The position's structure id")->required();
        verb->callback([=, &action] {
            action = [=] {
                const auto reply = access->ask(row.method, rulesTarget(*arguments, row.target));
                const ExitCode code = finish(*access, reply, [](const QJsonObject&) {});
                if (reply && !access->asJson)
                    fmt::print("{}", row.done);
                return code;
            };
        });
    }
}

} // namespace

void addRuleCommand(CLI::App& program, Action& action)
{
    CLI::App* rule = program.add_subcommand("rule", "Set, look at, pause and remove the rules of positions");
    rule->require_subcommand(1);
    addListVerbs(*rule, action);
    addSetVerb(*rule, action);
    addPreviewVerb(*rule, action);
    addSwitchVerbs(*rule, action);
}

} // namespace strikedesk::cli
