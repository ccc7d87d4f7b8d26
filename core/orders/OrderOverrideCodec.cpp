// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/OrderOverrideCodec.h"

#include "core/orders/OrderDocumentReader.h"

#include <QJsonArray>

#include <fmt/format.h>

namespace strikedesk {

namespace {

constexpr std::size_t overrideCodesMax = 8;
constexpr std::size_t overrideCodeLengthMax = 64;
constexpr int overrideReasonMax = 500;

} // namespace

Result<OrderOverride> orderOverrideFrom(const JsonLook& value)
{
    if (!value.isObject())
        return fail("input.override", "\"override\" is an object with codes and a reason.");
    OrderDocumentReader reader(value, "the override");
    reader.allowOnly({"codes", "reason"});
    OrderOverride overrides;
    overrides.reason = reader.text("reason", true, overrideReasonMax).value_or("");
    const JsonLook codes = reader.field("codes", true).value_or(JsonLook());
    if (codes.size() == 0 || codes.size() > overrideCodesMax)
        reader.refuse("input.override",
                      fmt::format("An override names 1 to {} codes of denials.", overrideCodesMax));
    codes.forEach([&](const JsonLook& code) {
        if (!code.isText() || code.text().size() > overrideCodeLengthMax)
            reader.refuse("input.override",
                          "The codes of an override are texts, such as \"risk.duplicate\".");
        overrides.codes.push_back(code.text());
    });
    if (overrides.reason.empty())
        reader.refuse("input.override", "An override needs a reason, found none.");
    if (reader.error())
        return fail(*reader.error());
    return overrides;
}

QJsonObject toJson(const OrderOverride& overrides)
{
    QJsonArray codes;
    for (const std::string& code : overrides.codes)
        codes.append(QString::fromStdString(code));
    return {{QStringLiteral("codes"), codes},
            {QStringLiteral("reason"), QString::fromStdString(overrides.reason)}};
}

} // namespace strikedesk
