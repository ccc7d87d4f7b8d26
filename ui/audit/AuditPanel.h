// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/base/DeskPanel.h"

#include <optional>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace strikedesk::ui {

class AuditModel;
class DeskTable;
class ElidedLabel;

/// The audit record: the newest entries, a filter, a jump by sequence number, and the whole of one entry.
class AuditPanel final : public DeskPanel
{
    Q_OBJECT

public:
    explicit AuditPanel(DeskLink& link, QWidget* parent = nullptr);

public Q_SLOTS:
    /// Shows the entry; one that is older than the tail is read from the durable record.
    void showSequence(quint64 sequence);

protected:
    void applyDesk(const DeskSnapshot& desk) override;

private:
    void build();
    [[nodiscard]] QWidget* buildFilter();
    void showRecords();
    void showChosen();
    void readOlder(std::uint64_t sequence);
    void jump();

    AuditModel* m_model;
    DeskTable* m_table = nullptr;
    QLineEdit* m_filter = nullptr;
    QLineEdit* m_jump = nullptr;
    QLabel* m_light = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_market = nullptr;
    ElidedLabel* m_hash = nullptr;
    QPlainTextEdit* m_body = nullptr;
    std::vector<AuditRowPtr> m_older; ///< Entries that were asked for and are not in the tail.
    std::uint64_t m_newest = 0;
    std::optional<std::uint64_t> m_wanted;
};

} // namespace strikedesk::ui
