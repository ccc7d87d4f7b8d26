// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/Labels.h"

#include <QComboBox>
#include <QLabel>
#include <QSpinBox>
#include <QString>

namespace strikedesk::ui {

// The fields of a form, each with the name that tests and screen readers find it by.

inline QSpinBox* spinField(const QString& objectName, const QString& accessibleName, QWidget* parent)
{
    auto* field = new QSpinBox(parent);
    field->setObjectName(objectName);
    field->setAccessibleName(accessibleName);
    field->setAlignment(Qt::AlignRight);
    return field;
}

inline QComboBox* choiceField(const QString& objectName, const QString& accessibleName, QWidget* parent)
{
    auto* field = new QComboBox(parent);
    field->setObjectName(objectName);
    field->setAccessibleName(accessibleName);
    field->setMinimumContentsLength(6);
    field->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    return field;
}

inline QLabel* fieldLabel(const QString& text, QWidget* buddy, QWidget* parent)
{
    QLabel* label = dimLabel(parent, text);
    label->setBuddy(buddy);
    return label;
}

} // namespace strikedesk::ui
