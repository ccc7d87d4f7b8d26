// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/FaultPoint.h"

#include <utility>

namespace strikedesk {
namespace {

thread_local bool hasHook = false;

std::function<void(std::string_view)>& faultHook()
{
    thread_local std::function<void(std::string_view)> hook;
    return hook;
}

} // namespace

void faultPoint(std::string_view name)
{
    if (hasHook)
        faultHook()(name);
}

void setFaultHook(std::function<void(std::string_view)> hook)
{
    hasHook = bool(hook);
    faultHook() = std::move(hook);
}

} // namespace strikedesk
