// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/Format.h"
#include "ui/window/MainWindow.h"

#include <QMessageBox>
#include <QPushButton>

namespace strikedesk::ui {

void MainWindow::showAbout()
{
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Strikedesk"));
    box->setText(tr("<b>Strikedesk</b><br>A workstation for US-listed options."));
    box->setInformativeText(
        tr("GPL-3.0-or-later. Qt %1. Fonts: Roboto (2015 Google Inc.) and JetBrains Mono (2020 JetBrains "
           "s.r.o.), both Apache-2.0.")
            .arg(QLatin1String(qVersion())));
    box->open(); // Not exec(): the desk goes on behind it.
}

} // namespace strikedesk::ui
