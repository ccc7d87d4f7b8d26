// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/DeskPanel.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedLayout;

namespace strikedesk {
struct RuleTerms;
} // namespace strikedesk

namespace strikedesk::ui {

class DeskTree;
class RulesModel;

/// The rules of all positions; in their place, when they are edited, the chosen position's as text: a rule a
/// line, looked at before they are set. What is typed is the trader's until another position is chosen.
class RulesPanel final : public DeskPanel
{
    Q_OBJECT

public:
    explicit RulesPanel(DeskLink& link, QWidget* parent = nullptr);

    [[nodiscard]] DeskTree& tree() { return *m_tree; }
    /// Brings a position's rules into the editor.
    void choosePosition(const QString& structure);

protected:
    void applyDesk(const DeskSnapshot& desk) override;

private:
    [[nodiscard]] QPushButton* button(const QString& text, const QString& name, const QString& tip);
    [[nodiscard]] QWidget* buildEditor();
    [[nodiscard]] QWidget* buildStrip();
    void edit(bool isEditing);
    void choose();
    void load();
    void offer();
    void fillIn();
    void preview();
    void set();
    void pause();
    void remove();
    [[nodiscard]] std::optional<std::vector<RuleTerms>> typed();
    void tell(const QString& words, bool isTrouble);
    [[nodiscard]] std::string reason() const;

    RulesModel* m_model;
    DeskTree* m_tree = nullptr;
    QPlainTextEdit* m_text = nullptr;
    QLabel* m_told = nullptr;
    QComboBox* m_templates = nullptr;
    QLabel* m_position = nullptr;
    QStackedLayout* m_pages = nullptr;
    QLineEdit* m_reason = nullptr;
    QPushButton* m_edit = nullptr;
    QPushButton* m_preview = nullptr;
    QPushButton* m_set = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_remove = nullptr;
    QString m_structure; ///< The one that is in the editor.
};

} // namespace strikedesk::ui
