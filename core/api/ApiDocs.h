// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace strikedesk::api {

/// The route table as a Markdown table: the part of docs/api.md that a test compares. Pure.
[[nodiscard]] QByteArray docsRouteTable();
/// The page at /docs: plain HTML without scripts or anything fetched. Pure.
[[nodiscard]] QByteArray docsHtml();

} // namespace strikedesk::api
