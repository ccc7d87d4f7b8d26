// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/OrderOverrideCodec.h"

#include "core/orders/OrderDocumentReader.h"

#include <QJsonArray>

#include <fmt/format.h>

namespace strikedesk {

namespace {

constexpr qsizetype overrideCodesMax = 8;
constexpr qsizetype overrideCodeLengthMax = 64;
constexpr int overrideReasonMax = 500;

} // namespace

Result<OrderOverride> orderOverrideFrom(const QJsonValue& value)
{
    if (!value.isObject())
        return fail("input.override", "\"override\" is an object with codes and a reason.");
    const QJsonObject object = value.toObject();
    OrderDocumentReader reader(object, "the override");
    reader.allowOnly({"codes", "reason"});
    OrderOverride overrides;
    overrides.reason = reader.text("reason", true, overrideReasonMax).value_or("");
    const QJsonArray codes = reader.field("codes", true).value_or(QJsonValue()).toArray();
    if (codes.isEmpty() || codes.size() > overrideCodesMax)
        reader.refuse("input.override",
                      fmt::format("An override names 1 to {} codes of denials.", overrideCodesMax));
    for (const QJsonValue code : codes) {
        if (!code.isString() || code.toString().size() > overrideCodeLengthMax)
            reader.refuse("input.override",
                          "The codes of an override are texts, such as \"risk.duplicate\".");
        overrides.codes.push_back(code.toString().toStdString());
    }
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
