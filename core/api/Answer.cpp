// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/Answer.h"

#include <QJsonDocument>

#include <array>

namespace strikedesk::api {
namespace {

struct StatusRow
{
    std::string_view code; ///< A whole code, ".ending", or "area.".
    int status;
};

// The first row that fits decides: whole codes, then endings, then areas.
constexpr std::array statusRows {
    StatusRow {"auth.missing", 401},
    StatusRow {"auth.token", 401},
    StatusRow {"auth.expired", 401},
    StatusRow {"api.rate_limit", 429},
    StatusRow {"api.busy", 503},
    StatusRow {"api.stopped", 503},
    StatusRow {"api.internal", 500},
    StatusRow {"idempotency.running", 409},
    StatusRow {"idempotency.other_body", 422},
    StatusRow {"idempotency.full", 503},
    StatusRow {"input.media_type", 415},
    StatusRow {"input.order", 422},
    StatusRow {"unknown.command", 504},
    StatusRow {".not_found", 404},
    StatusRow {".unknown", 404},
    StatusRow {"auth.", 403},
    StatusRow {"input.", 400},
    StatusRow {"usage.", 400},
    StatusRow {"http.", 400},
    StatusRow {"risk.", 422},
    StatusRow {"slippage.", 422},
    StatusRow {"data.", 422},
    StatusRow {"order.", 409},
    StatusRow {"orders.", 409},
    StatusRow {"kill.", 409},
    StatusRow {"session.", 409},
    StatusRow {"roll.under_way", 409},
    StatusRow {"roll.position_busy", 409},
    StatusRow {"roll.ended", 409},
    StatusRow {"roll.", 422},
    StatusRow {"plan.", 422},
    StatusRow {"venue.", 502},
    StatusRow {"connection.", 503},
    StatusRow {"engine.", 503},
    StatusRow {"storage.", 503},
    StatusRow {"unknown.", 504},
};

bool rowFits(std::string_view pattern, std::string_view code)
{
    if (pattern.front() == '.')
        return code.size() >= pattern.size() && code.substr(code.size() - pattern.size()) == pattern;
    if (pattern.back() == '.')
        return code.substr(0, pattern.size()) == pattern;
    return code == pattern;
}

struct PhraseRow
{
    int status;
    const char* phrase;
};

constexpr std::array phraseRows {
    PhraseRow {200, "OK"},
    PhraseRow {201, "Created"},
    PhraseRow {202, "Accepted"},
    PhraseRow {204, "No Content"},
    PhraseRow {400, "Bad Request"},
    PhraseRow {401, "Unauthorized"},
    PhraseRow {403, "Forbidden"},
    PhraseRow {404, "Not Found"},
    PhraseRow {405, "Method Not Allowed"},
    PhraseRow {408, "Request Timeout"},
    PhraseRow {409, "Conflict"},
    PhraseRow {411, "Length Required"},
    PhraseRow {413, "Content Too Large"},
    PhraseRow {414, "URI Too Long"},
    PhraseRow {415, "Unsupported Media Type"},
    PhraseRow {417, "Expectation Failed"},
    PhraseRow {421, "Misdirected Request"},
    PhraseRow {422, "Unprocessable Content"},
    PhraseRow {426, "Upgrade Required"},
    PhraseRow {429, "Too Many Requests"},
    PhraseRow {431, "Request Header Fields Too Large"},
    PhraseRow {500, "Internal Server Error"},
    PhraseRow {501, "Not Implemented"},
    PhraseRow {502, "Bad Gateway"},
    PhraseRow {503, "Service Unavailable"},
    PhraseRow {504, "Gateway Timeout"},
    PhraseRow {505, "HTTP Version Not Supported"},
};

ApiAnswer problemWith(int status, const std::string& code, const std::string& message)
{
    const QJsonObject document {
        {QStringLiteral("type"), QStringLiteral("about:blank")},
        {QStringLiteral("title"), QString::fromLatin1(reasonPhrase(status))},
        {QStringLiteral("status"), status},
        {QStringLiteral("code"), QString::fromStdString(code)},
        {QStringLiteral("detail"), QString::fromStdString(message)},
    };
    ApiAnswer answer;
    answer.status = status;
    answer.contentType = "application/problem+json";
    answer.body = QJsonDocument(document).toJson(QJsonDocument::Compact);
    if (status == 401)
        answer.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"strikedesk\"");
    if (status == 429 || status == 503)
        answer.headers.emplace_back("Retry-After", "1");
    return answer;
}

} // namespace

ApiAnswer jsonAnswer(const QJsonObject& document, int status)
{
    ApiAnswer answer;
    answer.status = status;
    answer.body = QJsonDocument(document).toJson(QJsonDocument::Compact);
    return answer;
}

ApiAnswer textAnswer(QByteArray contentType, QByteArray text)
{
    ApiAnswer answer;
    answer.contentType = std::move(contentType);
    answer.body = std::move(text);
    return answer;
}

ApiAnswer problemAnswer(const Error& error)
{
    return problemWith(statusFor(error.code), error.code, error.message);
}

ApiAnswer problemAnswer(const HttpRefusal& refusal)
{
    return problemWith(refusal.status, refusal.code, refusal.message);
}

int statusFor(std::string_view code)
{
    for (const StatusRow& row : statusRows) {
        if (rowFits(row.code, code))
            return row.status;
    }
    return 500;
}

QByteArray reasonPhrase(int status)
{
    for (const PhraseRow& row : phraseRows) {
        if (row.status == status)
            return row.phrase;
    }
    return "Status";
}

} // namespace strikedesk::api
