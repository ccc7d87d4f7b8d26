// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/StateSnapshot.h"

#include "core/engine/StateFields.h"

#include <QJsonDocument>

#include <fmt/format.h>
#include <strikedesk/BuildIdentity.h>

namespace strikedesk {

std::string stateFormat()
{
    return fmt::format("1/{}/{}", build::version, build::commit);
}

std::string encodeState(const DeskState& state)
{
    return QJsonDocument(toJson(state)).toJson(QJsonDocument::Compact).toStdString();
}

Result<void> decodeState(const std::string& text, DeskState& state)
{
    QJsonParseError parsing {};
    const QJsonDocument document
        = QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), qsizetype(text.size())), &parsing);
    if (parsing.error != QJsonParseError::NoError || !document.isObject())
        return fail("audit.bad_record", "The state of a snapshot is not a JSON object.");
    return fromJson(document.object(), state);
}

} // namespace strikedesk
