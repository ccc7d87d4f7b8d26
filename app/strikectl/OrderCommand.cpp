// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/DeskAccess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <fmt/format.h>

namespace strikedesk::cli {
namespace {

struct OrderArguments
{
    std::string id;
    std::string file;
    std::string state;
    std::string limit;
    std::string quantity;
    std::string key;
    std::vector<std::string> overrides;
    std::string reason;
};

using OrderArgumentsPtr = std::shared_ptr<OrderArguments>;

std::string orderTarget(const std::string& id)
{
    return "/api/v1/orders/" + QUrl::toPercentEncoding(QString::fromStdString(id)).toStdString();
}

void printOrders(const QJsonObject& document)
{
    printTable(document.value(QLatin1String("items")).toArray(),
               {{"id", "id"},
                {"state", "state"},
                {"structure", "order.structure"},
                {"quantity", "order.quantity", true},
                {"filled", "filled", true},
                {"limit", "working_limit", true},
                {"average", "average_fill_price", true},
                {"slippage", "slippage_spent", true},
                {"held by", "held_by"},
                {"reason", "reason"}});
}

void printOrder(const QJsonObject& order)
{
    printFields(order,
                {"id", "state", "held_by", "held.phase", "held.quantity", "held.confirmations", "held.sent",
                 "held.alarm", "reason", "filled", "working_limit", "average_fill_price", "arrival_mid",
                 "slippage_reserved", "slippage_spent", "created_at", "updated_at", "actor"});
    printTable(order.value(QLatin1String("order")).toObject().value(QLatin1String("legs")).toArray(),
               {{"symbol", "symbol"}, {"side", "side"}, {"ratio", "ratio", true}, {"effect", "effect"}});
    printTable(order.value(QLatin1String("steps")).toArray(),
               {{"at", "at"},
                {"step", "kind"},
                {"price", "price", true},
                {"bid", "bid", true},
                {"mid", "mid", true},
                {"ask", "ask", true},
                {"quantity", "quantity", true},
                {"note", "note"}});
}

void printOrderReply(const QJsonObject& reply)
{
    fmt::print("{} {}\n", fieldText(reply, "id"), fieldText(reply, "state"));
}

// Options that say a soft block of the risk gate is meant.
void addOverrideOptions(CLI::App& verb, OrderArguments& arguments)
{
    CLI::Option* code = verb.add_option("--override", arguments.overrides,
                                        "A soft denial to let pass for this order alone; may stand again")
                            ->type_name("CODE");
    CLI::Option* reason = verb.add_option("--reason", arguments.reason, "Why, for the audit record");
    code->needs(reason);
    reason->needs(code);
}

void insertOverride(QJsonObject& document, const OrderArguments& arguments)
{
    if (arguments.overrides.empty())
        return;
    QJsonArray codes;
    for (const std::string& code : arguments.overrides)
        codes.append(QString::fromStdString(code));
    document.insert(QStringLiteral("override"),
                    QJsonObject {{QStringLiteral("codes"), codes},
                                 {QStringLiteral("reason"), QString::fromStdString(arguments.reason)}});
}

Result<QJsonObject> submitOrderDocument(const DeskAccess& access, const OrderArguments& arguments)
{
    const Result<QByteArray> document = readInput(arguments.file);
    if (!document)
        return fail(document.error());
    if (arguments.overrides.empty())
        return access.ask("POST", "/api/v1/orders", *document, arguments.key);
    const QJsonDocument order = QJsonDocument::fromJson(*document);
    if (!order.isObject())
        return fail("input.json", "The order must be a JSON object.");
    QJsonObject overridden = order.object();
    insertOverride(overridden, arguments);
    return access.ask("POST", "/api/v1/orders", QJsonDocument(overridden).toJson(QJsonDocument::Compact),
                      arguments.key);
}

Result<QJsonObject> replaceOrderOf(const DeskAccess& access, const OrderArguments& arguments)
{
    QJsonObject change;
    if (!arguments.limit.empty())
        change.insert(QStringLiteral("limit"), QString::fromStdString(arguments.limit));
    if (!arguments.quantity.empty()) {
        bool isNumber = false;
        const int quantity = QString::fromStdString(arguments.quantity).toInt(&isNumber);
        if (!isNumber || quantity < 1)
            return fail("input.quantity", "--quantity must be a whole number of at least 1.");
        change.insert(QStringLiteral("quantity"), quantity);
    }
    if (change.isEmpty())
        return fail("input.field", "Name a new --limit, a new --quantity, or both.");
    insertOverride(change, arguments);
    return access.ask("PATCH", orderTarget(arguments.id),
                      QJsonDocument(change).toJson(QJsonDocument::Compact));
}

CLI::App* addOrderVerb(CLI::App& order, const char* name, const char* help, const char* example)
{
    CLI::App* verb = order.add_subcommand(name, help);
    verb->footer(std::string("Example: ") + example);
    return verb;
}

void addSubmitVerb(CLI::App& order, Action& action)
{
    CLI::App* verb = addOrderVerb(order, "submit", "Send the order document on standard input or in --file",
                                  "strikectl order submit --file order.json --json");
    const DeskAccessPtr access = addDeskAccess(*verb);
    auto arguments = std::make_shared<OrderArguments>();
    verb->add_option("--file", arguments->file, "The order document; - or nothing: standard input")
        ->type_name("FILE");
    verb->add_option("--idempotency-key", arguments->key, "The same key and document are sent only once")
        ->type_name("KEY");
    addOverrideOptions(*verb, *arguments);
    verb->callback([=, &action] {
        action = [=] { return finish(*access, submitOrderDocument(*access, *arguments), printOrderReply); };
    });
}

void addListVerb(CLI::App& order, Action& action)
{
    CLI::App* verb = addOrderVerb(order, "list", "Today's orders and the open ones, newest first",
                                  "strikectl order list --state open");
    const DeskAccessPtr access = addDeskAccess(*verb);
    auto arguments = std::make_shared<OrderArguments>();
    verb->add_option("--state", arguments->state, "open, final, or one state")
        ->check(CLI::IsMember({"open", "final", "held", "intent", "sending", "working", "partial",
                               "pending_replace", "pending_cancel", "filled", "cancelled", "rejected",
                               "expired", "unknown"}));
    verb->callback([=, &action] {
        action = [=] {
            const std::string query = arguments->state.empty() ? "" : "?state=" + arguments->state;
            return finish(*access, access->askPages("/api/v1/orders" + query), printOrders);
        };
    });
}

void addOneOrderVerbs(CLI::App& order, Action& action)
{
    struct Verb
    {
        const char* name;
        const char* method;
        const char* help;
        const char* example;
        void (*print)(const QJsonObject&);
    };
    const Verb verbs[] = {
        {"show", "GET", "One order with every step of its life", "strikectl order show O1-000004-X",
         printOrder},
        {"cancel", "DELETE", "Cancel a working order", "strikectl order cancel O1-000004-X", printOrderReply},
    };
    for (const Verb& row : verbs) {
        CLI::App* verb = addOrderVerb(order, row.name, row.help, row.example);
        const DeskAccessPtr access = addDeskAccess(*verb);
        auto arguments = std::make_shared<OrderArguments>();
        verb->add_option("id", arguments->id, "The order's id")->required();
        verb->callback([=, &action] {
            action = [=] {
                return finish(*access, access->ask(row.method, orderTarget(arguments->id)), row.print);
            };
        });
    }
}

void addReplaceVerb(CLI::App& order, Action& action)
{
    CLI::App* verb = addOrderVerb(order, "replace", "Change the limit or the quantity of a working order",
                                  "strikectl order replace O1-000004-X --limit 1.2500");
    const DeskAccessPtr access = addDeskAccess(*verb);
    auto arguments = std::make_shared<OrderArguments>();
    verb->add_option("id", arguments->id, "The order's id")->required();
    verb->add_option("--limit", arguments->limit, "The new net price of one package")->type_name("PRICE");
    verb->add_option("--quantity", arguments->quantity, "The new number of packages")->type_name("N");
    addOverrideOptions(*verb, *arguments);
    verb->callback([=, &action] {
        action = [=] { return finish(*access, replaceOrderOf(*access, *arguments), printOrderReply); };
    });
}

} // namespace

void addOrderCommand(CLI::App& program, Action& action)
{
    CLI::App* order
        = program.add_subcommand("order", "Submit, list, show, cancel and replace orders of a running desk");
    order->require_subcommand(1);
    addSubmitVerb(*order, action);
    addListVerb(*order, action);
    addOneOrderVerbs(*order, action);
    addReplaceVerb(*order, action);
}

} // namespace strikedesk::cli
