// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/Money.h"

#include <QLineEdit>

#include <optional>

namespace strikedesk::ui {

/// A field for an exact decimal that may be empty. Up and Down move it by one step. What cannot be read as a
/// price turns the border red and changes nothing.
class PriceField final : public QLineEdit
{
    Q_OBJECT

public:
    PriceField(const QString& objectName, const QString& accessibleName, QWidget* parent = nullptr);

    void setUnits(std::optional<std::int64_t> tenThousandths);
    void setStep(Price step) { m_step = step; }

Q_SIGNALS:
    void unitsEdited(std::optional<std::int64_t> tenThousandths);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void readText(const QString& text);
    void showUnits();
    void markInvalid(bool isInvalid);

    std::optional<std::int64_t> m_units;
    Price m_step = Price::ofCents(1);
};

} // namespace strikedesk::ui
