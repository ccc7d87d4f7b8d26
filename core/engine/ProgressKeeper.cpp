// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/ProgressKeeper.h"

#include "core/storage/DurableFile.h"
#include "core/util/ThreadRole.h"

#include <utility>

namespace strikedesk {

ProgressKeeper::ProgressKeeper(std::string folder)
    : m_folder(std::move(folder))
    , m_thread([this] {
        enterThread("progress", ThreadUrgency::Background);
        loop();
    })
{
}

ProgressKeeper::~ProgressKeeper()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isStopping = true;
    }
    m_wakeUp.notify_all();
    m_thread.join();
}

void ProgressKeeper::offer(const std::string& session, const std::string& text)
{
    if (m_folder.empty() || session.empty() || text.empty())
        return;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_session == session && m_text == text)
            return;
        m_session = session;
        m_text = text;
        m_isDue = true;
    }
    m_wakeUp.notify_one();
}

std::optional<Error> ProgressKeeper::failure() const
{
    const std::scoped_lock lock(m_mutex);
    return m_failure;
}

void ProgressKeeper::loop()
{
    for (;;) {
        std::string path;
        std::string text;
        {
            std::unique_lock lock(m_mutex);
            m_wakeUp.wait(lock, [this] { return m_isStopping || m_isDue; });
            if (!m_isDue)
                return;
            m_isDue = false;
            path = m_folder + '/' + m_session + ".txt";
            text = m_text;
        }
        const auto written = replaceDurably(path, text);
        const std::scoped_lock lock(m_mutex);
        m_failure.reset();
        if (!written)
            m_failure = written.error();
    }
}

} // namespace strikedesk
