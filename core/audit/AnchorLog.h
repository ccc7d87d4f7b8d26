// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AnchorKey.h"
#include "core/audit/AuditRecord.h"
#include "core/storage/Statement.h"
#include "core/util/Error.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace strikedesk {

/// A signed statement that the record stood at this head, kept outside the database (docs/audit.md): a tail
/// that was cut off, or a record rewritten with all its hashes, no longer fits it.
struct Anchor
{
    AuditHead head;
    Instant time;
    std::string reason; ///< "start", "running", "end".
    bool isSignatureGood = false;
    int line = 0;
    std::string text; ///< The line as it stands in the file, without its end.
};

/// The anchors of one profile: `anchors.jsonl`, beside the key they are signed with (AnchorKey.h).
///
/// Thread: owned by one thread. Anchor only heads that are durable.
class AnchorLog
{
public:
    static constexpr std::uint64_t recordsBetweenAnchors = 1'000;
    /// How the reason of an anchor begins that lets the record go on from a restored backup.
    static constexpr std::string_view restoredReason = "restored: ";

    /// `anchors.key` when the key is damaged, the codes of DurableFile.h otherwise.
    [[nodiscard]] static Result<AnchorLog> open(const std::string& folder);

    /// No anchor has ever been written.
    [[nodiscard]] bool isEmpty() const { return m_isEmpty; }
    [[nodiscard]] Result<void> append(const AuditHead& head, Instant time, const std::string& reason);
    /// append() with the reason "running" when so many records have come since the last anchor.
    [[nodiscard]] Result<void> appendIfDue(const AuditHead& head, Instant time);
    /// Called with every anchor's line after it was written, for places outside this folder.
    void onWritten(std::function<void(const std::string&)> tell) { m_tell = std::move(tell); }
    /// Copies of the anchors written since the last call, for the next batch (AnchorTable.h).
    [[nodiscard]] std::vector<Statement> takeCopies() { return std::exchange(m_copies, {}); }

private:
    AnchorLog(std::string folder, const AnchorKey& key, const std::vector<Anchor>& before)
        : m_folder(std::move(folder))
        , m_key(key)
        , m_isEmpty(before.empty())
        , m_lastSequence(before.empty() ? 0 : before.back().head.sequence)
    {
    }

    std::string m_folder;
    AnchorKey m_key;
    bool m_isEmpty;
    std::uint64_t m_lastSequence;
    std::vector<Statement> m_copies;
    std::function<void(const std::string&)> m_tell;
};

struct AnchorFile
{
    bool hasKey = false;   ///< A desk has run here, so there must be anchors.
    std::string publicKey; ///< Hexadecimal; empty without one.
    std::vector<Anchor> anchors;
    std::vector<int> unreadableLines; ///< A torn last line is not one: the process died while writing it.
};

/// Reads and checks what is there; no folder is an empty answer.
[[nodiscard]] Result<AnchorFile> readAnchors(const std::string& folder);

/// The number an anchor's line names; nothing when it is no anchor. Its signature is not looked at.
[[nodiscard]] std::optional<std::uint64_t> anchoredSequence(const std::string& line);

} // namespace strikedesk
