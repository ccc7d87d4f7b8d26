// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <QByteArray>
#include <QString>

namespace strikedesk::api {

/// Writes a file that only its owner may read (mode 0600), whole or not at all. `api.file`.
[[nodiscard]] Result<void> writePrivateFile(const QString& path, const QByteArray& content);
/// The content of a small file; refuses one that others may read. `api.file`.
[[nodiscard]] Result<QByteArray> readPrivateFile(const QString& path);

} // namespace strikedesk::api
