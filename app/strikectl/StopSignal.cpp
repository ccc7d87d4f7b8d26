// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/StopSignal.h"

#include "core/util/Assert.h"

#include <QSocketNotifier>
#include <QTimer>

#include <csignal>
#include <utility>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace strikedesk::cli {
namespace {

volatile std::sig_atomic_t stopWasAsked = 0;
#ifdef Q_OS_UNIX
// The end of the pipe that the handler writes to; a handler may do little more than that.
volatile std::sig_atomic_t stopPipeEnd = -1;
#endif

extern "C" void noteStopSignal(int)
{
    stopWasAsked = 1;
#ifdef Q_OS_UNIX
    const char byte = 1;
    if (stopPipeEnd >= 0 && ::write(int(stopPipeEnd), &byte, 1) < 0)
        stopWasAsked = 1; // The pipe is full: a stop is on its way already.
#endif
}

} // namespace

struct StopSignal::Private
{
    std::function<void()> asked;
#ifdef Q_OS_UNIX
    int ends[2] {-1, -1};
    std::unique_ptr<QSocketNotifier> notifier;
#else
    QTimer poll;
#endif
};

StopSignal::StopSignal(std::function<void()> asked)
    : d(std::make_unique<Private>())
{
    d->asked = std::move(asked);
    stopWasAsked = 0;
#ifdef Q_OS_UNIX
    const bool isOpen = ::pipe(d->ends) == 0;
    STRIKEDESK_ASSERT(isOpen, "a process can open a pipe to itself");
    for (const int end : d->ends) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    stopPipeEnd = d->ends[1];
    d->notifier = std::make_unique<QSocketNotifier>(d->ends[0], QSocketNotifier::Read);
    QObject::connect(d->notifier.get(), &QSocketNotifier::activated, d->notifier.get(), [state = d.get()] {
        state->notifier->setEnabled(false);
        state->asked();
    });
#else
    QObject::connect(&d->poll, &QTimer::timeout, &d->poll, [state = d.get()] {
        if (stopWasAsked != 0) {
            state->poll.stop();
            state->asked();
        }
    });
    d->poll.start(100);
#endif
    std::signal(SIGTERM, noteStopSignal);
    std::signal(SIGINT, noteStopSignal);
}

StopSignal::~StopSignal()
{
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGINT, SIG_DFL);
#ifdef Q_OS_UNIX
    stopPipeEnd = -1;
    d->notifier.reset();
    for (const int end : d->ends)
        ::close(end);
#endif
}

} // namespace strikedesk::cli
