// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/views/StructureViews.h"

#include "core/instruments/Structures.h"

#include <QJsonObject>

namespace strikedesk::api {

QJsonArray structureCatalogueJson()
{
    const auto text
        = [](std::string_view words) { return QString::fromUtf8(words.data(), qsizetype(words.size())); };
    QJsonArray items;
    for (const NamedStructure& row : namedStructures()) {
        QJsonArray aliases;
        for (const StructureAlias& alias : structureAliases()) {
            if (alias.key == row.key)
                aliases.append(text(alias.alias));
        }
        items.append(QJsonObject {{QStringLiteral("key"), text(row.key)},
                                  {QStringLiteral("title"), text(row.title)},
                                  {QStringLiteral("family"), text(rowOf(row.kind).key)},
                                  {QStringLiteral("pattern"), text(row.pattern)},
                                  {QStringLiteral("rule"), text(nameOf(row.rule))},
                                  {QStringLiteral("description"), text(row.description)},
                                  {QStringLiteral("aliases"), aliases}});
    }
    return items;
}

} // namespace strikedesk::api
