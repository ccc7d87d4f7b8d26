// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/SnapshotKeeper.h"

#include "core/engine/StateSnapshot.h"
#include "core/util/ThreadRole.h"

#include <memory>
#include <utility>

namespace strikedesk {
namespace {

// So few are read back faster than a snapshot is.
constexpr std::uint64_t notWorthIt = 1'000;

} // namespace

SnapshotKeeper::SnapshotKeeper(SnapshotPlan plan, std::uint64_t newest)
    : m_plan(std::move(plan))
    , m_newest(newest)
{
}

SnapshotKeeper::~SnapshotKeeper()
{
    if (m_thread.joinable())
        m_thread.join();
}

bool SnapshotKeeper::isDue(const AuditHead& head, std::uint64_t records) const
{
    return !m_plan.folder.empty() && !m_isWriting && head.sequence >= m_newest + records;
}

void SnapshotKeeper::tick(const DeskState& state, const AuditHead& head)
{
    if (!isDue(head, m_plan.every))
        return;
    m_newest = head.sequence; // One that fails is tried again after as many records.
    if (!m_plan.hasThread)
        return write(state, head);
    if (m_thread.joinable())
        m_thread.join();
    m_isWriting = true;
    m_thread = std::thread([this, copy = std::make_unique<const DeskState>(state), head] {
        enterThread("snapshot", ThreadUrgency::Background);
        write(*copy, head);
        m_isWriting = false;
    });
}

void SnapshotKeeper::rest(const DeskState& state, const AuditHead& head)
{
    if (m_thread.joinable())
        m_thread.join();
    if (isDue(head, notWorthIt))
        write(state, head);
}

void SnapshotKeeper::write(const DeskState& state, const AuditHead& head)
{
    const auto key = AnchorKey::openOrMake(m_plan.anchorsFolder);
    const auto written = key
        ? writeRecordSnapshot(m_plan.folder, *key, {stateFormat(), head, encodeState(state)})
        : Result<void>(fail(key.error()));
    if (written)
        removeOldRecordSnapshots(m_plan.folder);
    const std::scoped_lock lock(m_mutex);
    m_failure.reset();
    if (!written)
        m_failure = written.error();
}

std::optional<Error> SnapshotKeeper::failure() const
{
    const std::scoped_lock lock(m_mutex);
    return m_failure;
}

} // namespace strikedesk
