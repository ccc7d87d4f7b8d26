// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What nearly every test includes, compiled once for all of them: half of a test's build was the reading of
// these. A test still includes what it uses. QTest itself depends on the folder of the test, but most of what
// it reads is here.

#include <QBitArray>
#include <QCborArray>
#include <QCborMap>
#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <QRect>
#include <QSequentialIterable>
#include <QTemporaryDir>
#include <QUrl>
#include <QUuid>
#include <QVariant>

#include <fmt/format.h>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>
