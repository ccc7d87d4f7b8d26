// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string_view>

namespace strikedesk {

/// A named place at which tests let the engine die: "journal.before_commit", "venue.after_send" … What must
/// survive a crash is decided between two such places, so each of them is crashed at by name.
///
/// Without a hook, as in every program that ships, this is one load of a thread's own variable. Thread: any;
/// a hook belongs to the thread that set it.
void faultPoint(std::string_view name);

/// For tests: is called at each fault point of this thread, and may throw; empty ends that.
void setFaultHook(std::function<void(std::string_view)> hook);

} // namespace strikedesk
