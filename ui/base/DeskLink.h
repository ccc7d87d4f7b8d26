// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskCommands.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>

namespace strikedesk::ui {

/// The screen's end of the desk: turns wake-ups into signals at a pace for eyes, posts commands and brings
/// their replies back to the GUI thread.
///
/// Thread: GUI. Nothing here waits for the engine.
class DeskLink final : public QObject
{
    Q_OBJECT

public:
    using ReplyHandler = std::function<void(const Result<DeskReply>&)>;

    explicit DeskLink(Desk& desk, QObject* parent = nullptr);
    ~DeskLink() override;

    [[nodiscard]] const DeskSnapshotPtr& snapshot() const { return m_snapshot; }
    [[nodiscard]] const PricingSnapshotPtr& pricing() const { return m_pricing; }
    [[nodiscard]] Desk& desk() { return m_desk; }

    /// `handler` is called on the GUI thread, unless `context` is gone by then; also when the command could
    /// not be queued.
    void post(DeskCommand command, QObject* context, ReplyHandler handler);
    /// Reads the newest snapshots now.
    void refresh();

Q_SIGNALS:
    void deskChanged(const strikedesk::DeskSnapshotPtr& snapshot);
    void pricingChanged(const strikedesk::PricingSnapshotPtr& pricing);
    /// A command was refused or failed: one sentence with its code.
    void commandFailed(const QString& sentence);

private:
    struct Mailbox;

    void wake();

    Desk& m_desk;
    std::shared_ptr<Mailbox> m_mailbox;
    QTimer m_pace;
    double m_lastRefreshSeconds = 0;
    std::uint64_t m_commandNumber = 0;
    DeskSnapshotPtr m_snapshot;
    PricingSnapshotPtr m_pricing;
};

} // namespace strikedesk::ui
