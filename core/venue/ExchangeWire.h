// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>

/// How requests and answers travel between a session and an exchange in a process of its own: four bytes of
/// length, most significant first, then so many bytes of one JSON object (docs/exchange-protocol.md).
///
/// A frame that did not arrive whole never happened: who dies in the middle of one has not sent it.
namespace strikedesk::wire {

inline constexpr qsizetype requestBytesMax = 256 * 1024;
inline constexpr qsizetype answerBytesMax = 256 * 1024 * 1024;
/// Events in one answer; the rest is asked for again.
inline constexpr std::size_t eventsPerAnswer = 5'000;

[[nodiscard]] QByteArray frameOf(const QJsonObject& message);
[[nodiscard]] QJsonObject answerFor(const Error& error);

/// Cuts a stream of bytes into messages.
class FrameReader
{
public:
    explicit FrameReader(qsizetype longest)
        : m_longest(longest)
    {
    }

    void append(const QByteArray& bytes) { m_buffer.append(bytes); }
    /// The next whole message; nothing while it is incomplete; `venue.protocol` when the stream is not ours,
    /// after which it cannot be read on.
    [[nodiscard]] Result<std::optional<QJsonObject>> next();

private:
    QByteArray m_buffer;
    qsizetype m_longest;
};

} // namespace strikedesk::wire
