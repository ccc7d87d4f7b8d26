// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/venue/ExchangeServer.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QThread>

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace strikedesk {

/// What happens to a line after so many bytes have passed on it, both ways together.
struct LinkFault
{
    enum class Kind {
        Cut,         ///< The line breaks; what is in the middle of a frame stays there.
        Silence,     ///< Half open: both sides stand, nothing passes any more.
        LostAnswers, ///< What the desk says arrives, what the exchange says does not.
        LostBytes,   ///< Some bytes are gone and the rest goes on.
        Delay,       ///< Everything waits for a while, perhaps longer than the desk does.
        Trickle,     ///< A byte at a time for a while.
    };
    static constexpr int kinds = int(Kind::Trickle) + 1;

    Kind kind = Kind::Cut;
    std::uint64_t after = 0; ///< Bytes since the fault before.
    int amount = 0;          ///< Bytes, or milliseconds for Delay.
};

/// The line between a desk and an exchange, with its faults in their order; when they are over it is sound.
///
/// Thread: the one whose event loop serves it.
class FaultyLink final : public QObject
{
    Q_OBJECT

public:
    FaultyLink(std::string exchangePath, std::deque<LinkFault> faults);

    ~FaultyLink() override;

    [[nodiscard]] bool listen(const std::string& path);
    /// Breaks what is half open and lets everything pass from now on.
    void heal();
    [[nodiscard]] int faultsDone() const { return m_done; }

private:
    struct Line;
    void accept();
    void pump(Line& line, bool fromDesk);
    void strike(Line& line, bool fromDesk, QByteArray& bytes);
    void cut(Line& line);

    std::string m_exchangePath;
    std::deque<LinkFault> m_faults;
    std::uint64_t m_passed = 0; ///< Since the last fault.
    std::atomic<int> m_done = 0;
    QLocalServer m_server;
    std::vector<std::unique_ptr<Line>> m_lines;
};

/// An exchange and the line to it on a thread of their own, as another machine would be.
class LinkedExchange
{
public:
    LinkedExchange(std::shared_ptr<ExchangeBook> exchange, const std::string& folder,
                   std::deque<LinkFault> faults);
    ~LinkedExchange();

    [[nodiscard]] std::string path() const { return m_path; }
    void heal();
    [[nodiscard]] int faultsDone() const { return m_link->faultsDone(); }

private:
    void onItsThread(const std::function<void()>& work);

    std::string m_path;
    QThread m_thread;
    QObject m_there;
    std::unique_ptr<ExchangeServer> m_server;
    std::unique_ptr<FaultyLink> m_link;
};

} // namespace strikedesk
