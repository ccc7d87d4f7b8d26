// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/ThreadRole.h"

#if defined(__linux__)
#include <sys/resource.h>

#include <pthread.h>
#elif defined(__APPLE__)
#include <pthread/qos.h>

#include <pthread.h>
#elif defined(_WIN32)
#include <string>
#include <windows.h>
#endif

namespace strikedesk {

#if defined(__linux__)

void enterThread(const char* name, ThreadUrgency urgency) noexcept
{
    pthread_setname_np(pthread_self(), name);
    constexpr int backgroundNice = 5;
    if (urgency == ThreadUrgency::Background)
        setpriority(PRIO_PROCESS, 0, backgroundNice); // On Linux this is the calling thread alone.
}

#elif defined(__APPLE__)

void enterThread(const char* name, ThreadUrgency urgency) noexcept
{
    pthread_setname_np(name);
    if (urgency == ThreadUrgency::Background)
        pthread_set_qos_class_self_np(QOS_CLASS_UTILITY, 0);
}

#elif defined(_WIN32)

void enterThread(const char* name, ThreadUrgency urgency) noexcept
{
    const std::string narrow(name);
    SetThreadDescription(GetCurrentThread(), std::wstring(narrow.begin(), narrow.end()).c_str());
    if (urgency == ThreadUrgency::Background)
        SetThreadPriority(GetCurrentThread(), THREAD_PRIORITY_BELOW_NORMAL);
}

#else

void enterThread(const char*, ThreadUrgency) noexcept { }

#endif

} // namespace strikedesk
