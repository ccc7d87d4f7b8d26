// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/venue/ExchangeWire.h"

#include "core/venue/StrictJson.h"

#include <QJsonDocument>
#include <QtEndian>

#include <fmt/format.h>

#include <utility>

namespace strikedesk::wire {
namespace {

constexpr qsizetype prefixBytes = 4;

} // namespace

QByteArray frameOf(const QJsonObject& message)
{
    const QByteArray body = QJsonDocument(message).toJson(QJsonDocument::Compact);
    QByteArray frame(prefixBytes, Qt::Uninitialized);
    qToBigEndian(quint32(body.size()), frame.data());
    frame.append(body);
    return frame;
}

QJsonObject answerFor(const Error& error)
{
    return {{QStringLiteral("ok"), false},
            {QStringLiteral("code"), wireText(error.code)},
            {QStringLiteral("message"), wireText(error.message)}};
}

Result<std::optional<QJsonObject>> FrameReader::next()
{
    if (m_buffer.size() < prefixBytes)
        return std::nullopt;
    const qsizetype length = qFromBigEndian<quint32>(m_buffer.constData());
    if (length < 2 || length > m_longest)
        return fail(
            "venue.protocol",
            fmt::format("A message should have from 2 to {} bytes, this one has {}.", m_longest, length));
    if (m_buffer.size() < prefixBytes + length)
        return std::nullopt;
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(m_buffer.mid(prefixBytes, length), &problem);
    m_buffer.remove(0, prefixBytes + length);
    if (!document.isObject())
        return fail(
            "venue.protocol",
            fmt::format("A message should be one JSON object: {}.", problem.errorString().toStdString()));
    return document.object();
}

} // namespace strikedesk::wire
