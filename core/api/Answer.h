// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/gate/HttpHead.h"
#include "core/util/Error.h"

#include <QByteArray>
#include <QJsonObject>

#include <string_view>
#include <utility>
#include <vector>

namespace strikedesk::api {

/// One answer on its way to a client.
struct ApiAnswer
{
    int status = 200;
    QByteArray contentType {"application/json"};
    QByteArray body;
    std::vector<std::pair<QByteArray, QByteArray>> headers; ///< Beside type and length.
};

[[nodiscard]] ApiAnswer jsonAnswer(const QJsonObject& document, int status = 200);
[[nodiscard]] ApiAnswer textAnswer(QByteArray contentType, QByteArray text);
/// A problem document (RFC 9457) with our code; the status follows from the code.
[[nodiscard]] ApiAnswer problemAnswer(const Error& error);
[[nodiscard]] ApiAnswer problemAnswer(const HttpRefusal& refusal);

/// The one place where an error code becomes an HTTP status: the whole code, its ending or its area decides.
[[nodiscard]] int statusFor(std::string_view code);
[[nodiscard]] QByteArray reasonPhrase(int status);

} // namespace strikedesk::api
