// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/FaultyLink.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace strikedesk {

struct FaultyLink::Line
{
    std::unique_ptr<QLocalSocket> desk;
    std::unique_ptr<QLocalSocket> exchange;
    bool isSilent = false;
    bool losesAnswers = false;
    bool isHeld = false; ///< Delayed, or in the middle of a trickle.
    int trickle = 0;
};

FaultyLink::FaultyLink(std::string exchangePath, std::deque<LinkFault> faults)
    : m_exchangePath(std::move(exchangePath))
    , m_faults(std::move(faults))
{
    connect(&m_server, &QLocalServer::newConnection, this, &FaultyLink::accept);
}

FaultyLink::~FaultyLink()
{
    for (const auto& line : m_lines) { // what still happens on them has nobody to be told any more
        line->desk->disconnect();
        line->exchange->disconnect();
    }
}

bool FaultyLink::listen(const std::string& path)
{
    return m_server.listen(QString::fromStdString(path));
}

void FaultyLink::heal()
{
    m_faults.clear();
    for (const auto& line : m_lines) {
        if (line->isSilent || line->losesAnswers)
            cut(*line);
    }
}

void FaultyLink::accept()
{
    while (QLocalSocket* desk = m_server.nextPendingConnection()) {
        Line& line = *m_lines.emplace_back(std::make_unique<Line>());
        line.desk.reset(desk);
        desk->setParent(nullptr);
        line.exchange = std::make_unique<QLocalSocket>();
        line.exchange->connectToServer(QString::fromStdString(m_exchangePath));
        connect(desk, &QLocalSocket::readyRead, this, [this, &line] { pump(line, true); });
        connect(line.exchange.get(), &QLocalSocket::readyRead, this, [this, &line] { pump(line, false); });
        connect(desk, &QLocalSocket::disconnected, this, [&line] { line.exchange->abort(); });
        connect(line.exchange.get(), &QLocalSocket::disconnected, this, [&line] { line.desk->abort(); });
    }
}

void FaultyLink::cut(Line& line)
{
    line.desk->abort();
    line.exchange->abort();
}

void FaultyLink::pump(Line& line, bool fromDesk)
{
    QLocalSocket& from = fromDesk ? *line.desk : *line.exchange;
    QLocalSocket& to = fromDesk ? *line.exchange : *line.desk;
    if (!from.isOpen() || !to.isOpen())
        return; // cut meanwhile
    if (line.isHeld)
        return; // it stays in the socket until the wait is over
    if (line.isSilent || (line.losesAnswers && !fromDesk)) {
        from.readAll();
        return;
    }
    if (line.trickle > 0) {
        --line.trickle;
        to.write(from.read(1));
        line.isHeld = true;
        QTimer::singleShot(1, this, [this, &line] {
            line.isHeld = false;
            pump(line, true);
            pump(line, false);
        });
        return;
    }
    QByteArray bytes = from.readAll();
    while (!m_faults.empty() && m_passed + std::uint64_t(bytes.size()) > m_faults.front().after) {
        const auto sound = qsizetype(m_faults.front().after - m_passed);
        to.write(bytes.left(sound));
        bytes.remove(0, sound);
        to.flush();
        strike(line, fromDesk, bytes);
        if (line.isSilent || line.isHeld || from.state() != QLocalSocket::ConnectedState)
            return;
    }
    m_passed += std::uint64_t(bytes.size());
    to.write(bytes);
}

void FaultyLink::strike(Line& line, bool fromDesk, QByteArray& bytes)
{
    const LinkFault fault = m_faults.front();
    m_faults.pop_front();
    m_passed = 0;
    ++m_done;
    QLocalSocket& to = fromDesk ? *line.exchange : *line.desk;
    switch (fault.kind) {
    case LinkFault::Kind::Cut: cut(line); break;
    case LinkFault::Kind::Silence: line.isSilent = true; break;
    case LinkFault::Kind::LostAnswers:
        line.losesAnswers = true;
        if (!fromDesk)
            bytes.clear();
        break;
    case LinkFault::Kind::LostBytes: bytes.remove(0, std::min<qsizetype>(fault.amount, bytes.size())); break;
    case LinkFault::Kind::Trickle: line.trickle = fault.amount; break;
    case LinkFault::Kind::Delay:
        line.isHeld = true;
        QTimer::singleShot(fault.amount, this, [this, &line, &to, rest = bytes] {
            line.isHeld = false;
            if (to.state() == QLocalSocket::ConnectedState)
                to.write(rest);
            pump(line, true);
            pump(line, false);
        });
        break;
    }
}

LinkedExchange::LinkedExchange(std::shared_ptr<ExchangeBook> exchange, const std::string& folder,
                               std::deque<LinkFault> faults)
    : m_path(folder + "/line.sock")
{
    m_there.moveToThread(&m_thread);
    m_thread.start();
    bool isUp = false;
    onItsThread([&] {
        const std::string exchangePath = folder + "/exchange.sock";
        m_server = std::make_unique<ExchangeServer>(std::move(exchange));
        m_link = std::make_unique<FaultyLink>(exchangePath, std::move(faults));
        isUp = m_server->listen(exchangePath).has_value() && m_link->listen(m_path);
    });
    if (!isUp)
        qFatal("the exchange cannot listen in %s", folder.c_str());
}

LinkedExchange::~LinkedExchange()
{
    onItsThread([this] {
        m_link.reset();
        m_server.reset();
    });
    m_thread.quit();
    m_thread.wait();
}

void LinkedExchange::heal()
{
    onItsThread([this] { m_link->heal(); });
}

void LinkedExchange::onItsThread(const std::function<void()>& work)
{
    QMetaObject::invokeMethod(&m_there, work, Qt::BlockingQueuedConnection);
}

} // namespace strikedesk
