// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/BookScenario.h"
#include "ui/base/DeskPanel.h"

class QComboBox;
class QLabel;
class QTimer;

namespace strikedesk::ui {

class DeskTable;
class OutlookModel;
class ScenarioMap;

/// What the book gains or loses where the market goes. Asks for a new one once a second while it is seen, and
/// only then: nobody values what nobody looks at.
class ScenarioPanel final : public DeskPanel
{
    Q_OBJECT

public:
    explicit ScenarioPanel(DeskLink& link, QWidget* parent = nullptr);

protected:
    void applyPricing(const PricingSnapshot& pricing) override;
    void seenChanged(bool isSeen) override;

private:
    [[nodiscard]] QWidget* buildStrip();
    void listDates();
    void showScenario();

    BookScenarioPtr m_scenario;
    OutlookModel* m_model;
    QComboBox* m_date = nullptr;
    QLabel* m_words = nullptr;
    ScenarioMap* m_map = nullptr;
    DeskTable* m_table = nullptr;
    QTimer* m_again = nullptr;
};

} // namespace strikedesk::ui
