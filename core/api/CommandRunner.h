// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskCommands.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>

namespace strikedesk::api {

/// Sends commands to the desk and brings their outcomes back to the api thread.
///
/// The desk answers on the trading thread; the answer is posted here under the command's number, so that
/// nothing of this object is touched elsewhere, and an answer that comes after the end is dropped. A command
/// without an answer after its time gets `unknown.command`: it may have happened. Thread: the api thread.
class CommandRunner final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Result<DeskReply>&)>;

    CommandRunner(Desk& desk, double timeOutSeconds, QObject* parent = nullptr);
    ~CommandRunner() override;

    /// `done` is called once, later. A late real outcome, after `unknown.command`, goes to `late` if there is
    /// one.
    void run(CommandEnvelope envelope, Done done, Done late = {});
    [[nodiscard]] std::size_t pendingCount() const { return m_pending.size(); }

private:
    class Port;
    struct Pending
    {
        Done done; ///< Empty once the time is over.
        Done late;
        double deadline = 0;
    };

    void finish(std::uint64_t number, const Result<DeskReply>& reply);
    void checkDeadlines();

    Desk& m_desk;
    const double m_timeOutSeconds;
    std::shared_ptr<Port> m_port;
    std::map<std::uint64_t, Pending> m_pending;
    std::uint64_t m_lastNumber = 0;
    QTimer m_timer {this};
};

} // namespace strikedesk::api
