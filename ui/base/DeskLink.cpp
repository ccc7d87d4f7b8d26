// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/DeskLink.h"

#include "core/util/Clock.h"
#include "ui/base/Format.h"

#include <fmt/format.h>

#include <mutex>

namespace strikedesk::ui {
namespace {

constexpr double refreshIntervalSeconds = 0.040; // 25 a second: more than that no eye follows in a table.

} // namespace

// Engine threads may call back after the window is gone: they hold the mailbox, never the link itself.
struct DeskLink::Mailbox
{
    std::mutex mutex;
    DeskLink* link = nullptr;

    void post(std::function<void()> work)
    {
        const std::scoped_lock lock(mutex);
        if (link)
            QMetaObject::invokeMethod(link, std::move(work), Qt::QueuedConnection);
    }
};

DeskLink::DeskLink(Desk& desk, QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_mailbox(std::make_shared<Mailbox>())
{
    m_mailbox->link = this;
    m_pace.setSingleShot(true);
    m_pace.setTimerType(Qt::PreciseTimer);
    connect(&m_pace, &QTimer::timeout, this, &DeskLink::refresh);
    m_desk.onSnapshot([mailbox = m_mailbox] {
        mailbox->post([mailbox] {
            if (mailbox->link)
                mailbox->link->wake();
        });
    });
}

DeskLink::~DeskLink()
{
    m_desk.onSnapshot([] {});
    const std::scoped_lock lock(m_mailbox->mutex);
    m_mailbox->link = nullptr;
}

void DeskLink::wake()
{
    if (m_pace.isActive())
        return;
    const double waited = steadySeconds() - m_lastRefreshSeconds;
    if (waited >= refreshIntervalSeconds)
        refresh();
    else
        m_pace.start(int((refreshIntervalSeconds - waited) * 1000) + 1);
}

void DeskLink::refresh()
{
    m_lastRefreshSeconds = steadySeconds();
    DeskSnapshotPtr snapshot = m_desk.snapshot();
    PricingSnapshotPtr pricing = m_desk.pricing();
    // Pricing first: the screens that need both then see the newer chain.
    if (pricing && pricing != m_pricing) {
        m_pricing = std::move(pricing);
        Q_EMIT pricingChanged(m_pricing);
    }
    if (snapshot && snapshot != m_snapshot) {
        m_snapshot = std::move(snapshot);
        Q_EMIT deskChanged(m_snapshot);
    }
}

void DeskLink::post(DeskCommand command, QObject* context, ReplyHandler handler)
{
    CommandEnvelope envelope;
    envelope.principal = {"screen", {}, true};
    envelope.idempotencyKey
        = fmt::format("screen-{}-{}", m_snapshot ? m_snapshot->epoch : 0, ++m_commandNumber);
    envelope.command = std::move(command);
    const auto deliver = [this, guard = QPointer<QObject>(context), handler](const Result<DeskReply>& reply) {
        if (!reply)
            Q_EMIT commandFailed(textOf(reply.error().message));
        if (guard && handler)
            handler(reply);
    };
    // `deliver` runs on the GUI thread only: the guard must not be asked elsewhere.
    const auto shared = std::make_shared<std::function<void(const Result<DeskReply>&)>>(deliver);
    envelope.reply = [mailbox = m_mailbox, shared](Result<DeskReply> reply) {
        mailbox->post([shared, reply = std::move(reply)] { (*shared)(reply); });
    };
    if (const auto queued = m_desk.submit(std::move(envelope)); !queued)
        m_mailbox->post([shared, error = queued.error()] { (*shared)(fail(error)); });
}

} // namespace strikedesk::ui
