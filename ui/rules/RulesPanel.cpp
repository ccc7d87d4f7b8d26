// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/RulesPanel.h"

#include "core/positions/RuleTemplates.h"
#include "core/positions/RuleWords.h"
#include "ui/base/DeskViews.h"
#include "ui/base/Format.h"
#include "ui/base/Labels.h"
#include "ui/rules/RulesModel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <initializer_list>

namespace strikedesk::ui {
namespace {

QString linesOf(const RulesReply& rules)
{
    QStringList lines;
    for (const RuleOutlook& rule : rules.rules)
        lines += textOf(wordsOf(rule.terms));
    return lines.join(u'\n');
}

} // namespace

RulesPanel::RulesPanel(DeskLink& link, QWidget* parent)
    : DeskPanel(link, parent)
    , m_model(new RulesModel(this))
{
    m_tree = new DeskTree(u"rulesTree"_s, tr("Rules of positions"), this);
    m_tree->show(m_model, RulesModel::Sees);
    m_tree->setEmptyText(tr("Nothing is held: rules belong to positions."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_pages = new QStackedLayout;
    m_pages->addWidget(m_tree);
    m_pages->addWidget(buildEditor());
    layout->addLayout(m_pages, 1);
    layout->addWidget(ruleLine(this));
    layout->addWidget(buildStrip());
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RulesPanel::choose);
    connect(m_text, &QPlainTextEdit::textChanged, this, &RulesPanel::offer);
    connect(m_reason, &QLineEdit::textChanged, this, &RulesPanel::offer);
    connect(m_templates, &QComboBox::activated, this, &RulesPanel::fillIn);
    connect(m_edit, &QPushButton::toggled, this, &RulesPanel::edit);
    connect(m_preview, &QPushButton::clicked, this, &RulesPanel::preview);
    connect(m_set, &QPushButton::clicked, this, &RulesPanel::set);
    connect(m_pause, &QPushButton::clicked, this, &RulesPanel::pause);
    connect(m_remove, &QPushButton::clicked, this, &RulesPanel::remove);
    offer();
}

QPushButton* RulesPanel::button(const QString& text, const QString& name, const QString& tip)
{
    auto* made = new QPushButton(text, this);
    made->setObjectName(name);
    made->setAccessibleName(tip);
    made->setToolTip(tip);
    return made;
}

QWidget* RulesPanel::buildEditor()
{
    auto* editor = new QWidget(this);
    m_text = new QPlainTextEdit(editor);
    m_text->setObjectName(u"rulesText"_s);
    m_text->setAccessibleName(tr("Rules of the chosen position, one a line"));
    m_text->setToolTip(
        tr("NAME: close N% when CONDITION; behind it confirmations N, priority N, cool_down_seconds N, "
           "how NAME or rests"));
    m_text->setPlaceholderText(tr("Choose a position.\nhalf: close 50% when profit >= 50% of credit\n"
                                  "stop: when loss >= 2 x credit"));
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_told = plainLabel(editor);
    m_told->setObjectName(u"rulesTold"_s);
    m_told->setAccessibleName(tr("What the rules would do, or why they cannot be set"));
    m_told->setWordWrap(true);
    m_told->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_told->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* row = new QHBoxLayout(editor);
    row->setContentsMargins(8, 5, 8, 5);
    row->setSpacing(10);
    row->addWidget(m_text, 1);
    row->addWidget(m_told, 1);
    return editor;
}

QWidget* RulesPanel::buildStrip()
{
    auto* strip = new QWidget(this);
    m_templates = new QComboBox(strip);
    m_templates->setObjectName(u"ruleTemplates"_s);
    m_templates->setAccessibleName(tr("Fill in rules that are shipped"));
    m_templates->setToolTip(m_templates->accessibleName());
    m_templates->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_templates->setMinimumContentsLength(14);
    m_templates->addItem(tr("Template …"));
    for (const RuleTemplate& shipped : ruleTemplates())
        m_templates->addItem(textOf(shipped.title), textOf(shipped.key));
    m_reason = new QLineEdit(strip);
    m_reason->setObjectName(u"rulesReason"_s);
    m_reason->setAccessibleName(tr("Why the rules change"));
    m_reason->setPlaceholderText(tr("why"));
    m_position = strongLabel(strip);
    m_position->setObjectName(u"rulesPosition"_s);
    m_position->setAccessibleName(tr("The position whose rules these are"));
    m_edit = button(tr("Edit"), u"rulesEdit"_s, tr("Edit the rules of the chosen position as text"));
    m_edit->setCheckable(true);
    m_preview = button(tr("Preview"), u"rulesPreview"_s, tr("What these rules would do now; nothing is set"));
    m_set = button(tr("Set rules"), u"rulesSet"_s,
                   tr("Set all rules of the position, instead of those before"));
    m_pause = button(tr("Pause"), u"rulesPause"_s, tr("Pause the rules of the position, or let them go on"));
    m_remove = button(tr("Remove"), u"rulesRemove"_s, tr("Remove all rules of the position"));
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(8, 5, 8, 5);
    row->setSpacing(6);
    row->addWidget(m_position);
    row->addWidget(m_templates);
    row->addWidget(m_reason, 1);
    for (QWidget* part : std::initializer_list<QWidget*> {m_edit, m_preview, m_set, m_pause, m_remove})
        row->addWidget(part);
    edit(false);
    return strip;
}

// What belongs to the text is there while the text is.
void RulesPanel::edit(bool isEditing)
{
    m_pages->setCurrentIndex(isEditing ? 1 : 0);
    for (QWidget* part : std::initializer_list<QWidget*> {m_templates, m_preview, m_set})
        part->setVisible(isEditing);
    for (QWidget* part : std::initializer_list<QWidget*> {m_pause, m_remove})
        part->setVisible(!isEditing);
    m_edit->setText(isEditing ? tr("Back") : tr("Edit"));
    if (isEditing)
        m_text->setFocus();
}

void RulesPanel::choosePosition(const QString& structure)
{
    const QModelIndex found = m_model->find(structure);
    if (found.isValid())
        m_tree->setCurrentIndex(found);
}

void RulesPanel::choose()
{
    const QString structure = m_model->structureAt(m_tree->currentIndex());
    if (structure.isEmpty() || structure == m_structure)
        return;
    m_structure = structure;
    tell({}, false);
    load();
}

void RulesPanel::load()
{
    const RulesReply* rules = desk() ? rulesOf(*desk(), m_structure.toStdString()) : nullptr;
    const QString lines = rules ? linesOf(*rules) : QString();
    if (lines != m_text->toPlainText())
        m_text->setPlainText(lines);
    m_text->document()->setModified(false);
    offer();
}

void RulesPanel::offer()
{
    const RulesReply* rules
        = desk() && !m_structure.isEmpty() ? rulesOf(*desk(), m_structure.toStdString()) : nullptr;
    const bool hasText = !m_structure.isEmpty() && !m_text->toPlainText().trimmed().isEmpty();
    m_position->setText(m_model->cell(m_model->find(m_structure)).text);
    m_edit->setEnabled(!m_structure.isEmpty());
    m_text->setEnabled(!m_structure.isEmpty());
    m_templates->setEnabled(!m_structure.isEmpty());
    m_preview->setEnabled(hasText);
    m_set->setEnabled(hasText && !reason().empty());
    m_pause->setText(rules && rules->isPaused ? tr("Go on") : tr("Pause"));
    m_pause->setEnabled(rules && !reason().empty());
    m_remove->setEnabled(rules && !reason().empty());
}

void RulesPanel::fillIn()
{
    const auto rules = rulesOfTemplate(m_templates->currentData().toString().toStdString());
    m_templates->setCurrentIndex(0);
    if (!rules)
        return;
    QStringList lines;
    for (const RuleTerms& rule : *rules)
        lines += textOf(wordsOf(rule));
    m_text->setPlainText(lines.join(u'\n'));
    m_text->document()->setModified(true);
    preview();
}

std::string RulesPanel::reason() const
{
    return m_reason->text().trimmed().toStdString();
}

std::optional<std::vector<RuleTerms>> RulesPanel::typed()
{
    auto rules = rulesFromLines(m_text->toPlainText().toStdString());
    if (rules)
        return *std::move(rules);
    tell(textOf(rules.error().message), true);
    return {};
}

void RulesPanel::preview()
{
    auto rules = typed();
    if (!rules || m_structure.isEmpty())
        return;
    link().post(PreviewRules {m_structure.toStdString(), std::move(rules)}, this,
                [this, structure = m_structure](const Result<DeskReply>& reply) {
                    if (structure != m_structure)
                        return;
                    if (!reply)
                        return tell(textOf(reply.error().message), true);
                    QStringList lines;
                    if (const auto* would = std::get_if<RulesReply>(&*reply)) {
                        for (const RuleOutlook& rule : would->rules)
                            lines += textOf(rule.terms.name) + u": "_s + textOf(rule.sentence);
                    }
                    tell(lines.join(u'\n'), false);
                });
}

void RulesPanel::set()
{
    auto rules = typed();
    if (!rules)
        return;
    link().post(SetRules {m_structure.toStdString(), *std::move(rules), reason()}, this,
                [this](const Result<DeskReply>& reply) {
                    if (!reply)
                        return tell(textOf(reply.error().message), true);
                    m_reason->clear();
                    m_text->document()->setModified(false);
                    tell(tr("The rules are set."), false);
                });
}

void RulesPanel::pause()
{
    const RulesReply* rules = desk() ? rulesOf(*desk(), m_structure.toStdString()) : nullptr;
    if (!rules)
        return;
    link().post(PauseRules {m_structure.toStdString(), !rules->isPaused, reason()}, this, {});
    m_reason->clear();
}

void RulesPanel::remove()
{
    link().post(
        RemoveRules {m_structure.toStdString(), reason()}, this,
        [this, structure = m_structure](const Result<DeskReply>& reply) {
            if (reply && structure == m_structure)
                tell(tr("The rules are removed; their text stays here until you choose another position."),
                     false);
        });
    m_reason->clear();
}

void RulesPanel::tell(const QString& words, bool isTrouble)
{
    m_told->setText(words);
    m_told->setToolTip(words);
    setTone(*m_told, isTrouble ? Tone::Danger : Tone::TextDim);
}

void RulesPanel::applyDesk(const DeskSnapshot& desk)
{
    m_model->setRules(desk);
    if (m_structure.isEmpty() && m_model->rowCount() > 0)
        m_tree->setCurrentIndex(m_model->index(0, 0));
    if (!m_text->document()->isModified())
        load();
    offer();
}

} // namespace strikedesk::ui
