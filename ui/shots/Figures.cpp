// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shots/Figures.h"

#include <QDir>
#include <QPixmap>
#include <QWidget>

namespace strikedesk::ui {

Result<QString> writeFigure(QWidget& widget, const QString& directory, const QString& name)
{
    const QString path = QDir(directory).filePath(name + QStringLiteral(".png"));
    if (!widget.grab().save(path))
        return fail("shots.write", "The picture " + path.toStdString() + " could not be written.");
    return path;
}

Result<std::vector<QString>> renderFigures(const QString& directory)
{
    auto files = renderWalks(directory);
    if (!files)
        return files;
    const auto plots = renderPricing(directory);
    if (!plots)
        return plots;
    files->insert(files->end(), plots->begin(), plots->end());
    return files;
}

} // namespace strikedesk::ui
