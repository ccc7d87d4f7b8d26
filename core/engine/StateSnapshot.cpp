// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/StateSnapshot.h"

#include "core/engine/StateFields.h"

#include <QJsonDocument>

namespace strikedesk {

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
    if (auto read = fromJson(document.object(), state); !read)
        return read;
    state.readLimitValues();
    return {};
}

} // namespace strikedesk
