// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/SystemJournal.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <syslog.h>
#endif

namespace strikedesk {

#ifdef _WIN32

void noteInSystemJournal(const std::string& line)
{
    const HANDLE journal = ::RegisterEventSourceA(nullptr, "Strikedesk");
    if (!journal)
        return;
    const char* text = line.c_str();
    ::ReportEventA(journal, EVENTLOG_INFORMATION_TYPE, 0, 0, nullptr, 1, 0, &text, nullptr);
    ::DeregisterEventSource(journal);
}

#else

void noteInSystemJournal(const std::string& line)
{
    ::openlog("strikedesk", LOG_PID, LOG_USER);
    ::syslog(LOG_NOTICE, "%s", line.c_str());
    ::closelog();
}

#endif

} // namespace strikedesk
