// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/StorageWriter.h"

#include "core/storage/Connection.h"
#include "core/storage/Schema.h"
#include "core/util/Assert.h"
#include "core/util/ThreadRole.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

namespace strikedesk {
namespace {

/// Work for the storage thread: a batch with its ticket, or a task that needs the connection for itself.
struct StorageJob
{
    std::uint64_t ticket = 0;
    Batch batch;
    std::function<Result<void>(Connection&)> task;
    std::promise<Result<void>> answer;
};

// A checkpoint copies pages from the WAL into the database (4 to 10 ms here). It is due after so many
// statements when nobody waits, and long overdue after so many even when somebody does.
constexpr std::size_t checkpointWhenIdle = 2'000;
constexpr std::size_t checkpointAlways = 50'000;
// One commit never carries more than this, so that a flood does not hold back the first of it.
constexpr std::size_t batchesPerCommit = 512;

} // namespace

struct StorageWriter::Impl
{
    std::string path;
    mutable std::mutex mutex;
    std::condition_variable wake;    // the storage thread: work or the end
    std::condition_variable settled; // waiters: something became durable, or failed
    std::deque<StorageJob> queue;
    std::uint64_t newestTicket = 0;
    std::uint64_t durable = 0;
    std::optional<Error> failure;
    bool isStopping = false;
    std::function<void(std::uint64_t)> notifyDurable;
    std::function<void(const Error&)> notifyFailure;
    std::thread thread;
    std::size_t statementsSinceCheckpoint = 0; // storage thread only

    void work(Connection& connection);
    void commitGroup(Connection& connection, std::deque<StorageJob>& group);
    Result<std::uint64_t> writeGroup(Connection& connection, const std::deque<StorageJob>& group,
                                     std::optional<Error>& refusal);
    Result<void> writeBatch(Connection& connection, const Batch& batch);
    void runTask(Connection& connection, StorageJob& job);
    void checkpointIfDue(Connection& connection);
    void latch(Error error);
    Result<void> runOnThread(std::function<Result<void>(Connection&)> task);
};

StorageWriter::StorageWriter(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}

Result<std::unique_ptr<StorageWriter>> StorageWriter::open(const std::string& path,
                                                           std::span<const Migration> migrations)
{
    auto impl = std::make_unique<Impl>();
    impl->path = path;
    std::promise<Result<void>> opened;
    auto answer = opened.get_future();
    impl->thread = std::thread([state = impl.get(), migrations, opened = std::move(opened)]() mutable {
        enterThread("storage");
        auto connection = Connection::open(state->path, Connection::Access::Write);
        if (!connection) {
            opened.set_value(fail(connection.error()));
            return;
        }
        if (auto ready = applyMigrations(**connection, migrations); !ready) {
            opened.set_value(fail(ready.error()));
            return;
        }
        opened.set_value({});
        state->work(**connection);
    });
    if (auto ready = answer.get(); !ready) {
        impl->thread.join();
        return fail(ready.error());
    }
    return std::unique_ptr<StorageWriter>(new StorageWriter(std::move(impl)));
}

StorageWriter::~StorageWriter()
{
    {
        const std::scoped_lock lock(m_impl->mutex);
        m_impl->isStopping = true;
    }
    m_impl->wake.notify_all();
    m_impl->thread.join();
}

Result<std::uint64_t> StorageWriter::append(Batch batch)
{
    std::uint64_t ticket = 0;
    {
        const std::scoped_lock lock(m_impl->mutex);
        if (m_impl->failure)
            return fail(*m_impl->failure);
        if (m_impl->queue.size() >= queueCapacity)
            return fail(queueFull());
        ticket = ++m_impl->newestTicket;
        StorageJob job;
        job.ticket = ticket;
        job.batch = std::move(batch);
        m_impl->queue.push_back(std::move(job));
    }
    m_impl->wake.notify_one();
    return ticket;
}

Result<void> StorageWriter::waitDurable(std::uint64_t ticket)
{
    std::unique_lock lock(m_impl->mutex);
    if (ticket > m_impl->newestTicket)
        return fail(unknownTicket(ticket, m_impl->newestTicket));
    m_impl->settled.wait(lock, [&] { return m_impl->durable >= ticket || m_impl->failure; });
    if (m_impl->durable >= ticket)
        return {};
    return fail(*m_impl->failure);
}

std::uint64_t StorageWriter::durableTicket() const
{
    const std::scoped_lock lock(m_impl->mutex);
    return m_impl->durable;
}

std::optional<Error> StorageWriter::failure() const
{
    const std::scoped_lock lock(m_impl->mutex);
    return m_impl->failure;
}

std::size_t StorageWriter::pending() const
{
    const std::scoped_lock lock(m_impl->mutex);
    return std::size_t(m_impl->newestTicket - m_impl->durable);
}

void StorageWriter::onDurable(std::function<void(std::uint64_t)> notify)
{
    const std::scoped_lock lock(m_impl->mutex);
    m_impl->notifyDurable = std::move(notify);
}

void StorageWriter::onFailure(std::function<void(const Error&)> notify)
{
    const std::scoped_lock lock(m_impl->mutex);
    m_impl->notifyFailure = std::move(notify);
}

Result<std::uint64_t> StorageWriter::takeEpoch(Instant startedAt)
{
    std::uint64_t epoch = 0;
    const auto raise = [&epoch, startedAt](Connection& connection) -> Result<void> {
        // One statement, so one transaction: two engines that start at once get two numbers.
        auto rows = connection.run(Statement {
            "INSERT INTO epoch (number, started_at_us) SELECT coalesce(max(number), 0) + 1, ? FROM epoch "
            "RETURNING number",
            {std::int64_t(startedAt.time_since_epoch().count())}});
        if (!rows)
            return fail(rows.error());
        epoch = std::uint64_t(integerIn(rows->at(0).at(0)).value_or(0));
        return {};
    };
    return m_impl->runOnThread(raise).map([&epoch] { return epoch; });
}

Result<std::uint64_t> StorageWriter::renewEpoch(std::uint64_t current, Instant startedAt)
{
    const auto raise = [=](Connection& connection) -> Result<void> {
        // One statement again: nobody can come between the look and the step.
        auto rows = connection.run(
            Statement {"INSERT INTO epoch (number, started_at_us) SELECT number + 1, ? FROM epoch "
                       "WHERE number = ? AND number = (SELECT max(number) FROM epoch) RETURNING number",
                       {std::int64_t(startedAt.time_since_epoch().count()), std::int64_t(current)}});
        if (!rows)
            return fail(rows.error());
        if (!rows->empty())
            return {};
        const auto newest = newestEpoch(connection);
        return newest ? fail(fencedBy(*newest, current)) : fail(newest.error());
    };
    return m_impl->runOnThread(raise).map([current] { return current + 1; });
}

Result<std::unique_ptr<Reader>> StorageWriter::openReader() const
{
    return Reader::open(m_impl->path);
}

Result<void> StorageWriter::backupTo(const std::string& path)
{
    return m_impl->runOnThread([&path](Connection& connection) -> Result<void> {
        auto done = connection.run(Statement {"VACUUM INTO ?", {path}});
        return done ? Result<void> {} : Result<void>(fail(done.error()));
    });
}

Result<void> StorageWriter::Impl::runOnThread(std::function<Result<void>(Connection&)> task)
{
    std::future<Result<void>> answer;
    {
        const std::scoped_lock lock(mutex);
        if (failure)
            return fail(*failure);
        StorageJob job;
        job.task = std::move(task);
        answer = job.answer.get_future();
        queue.push_back(std::move(job));
    }
    wake.notify_one();
    return answer.get();
}

void StorageWriter::Impl::work(Connection& connection)
{
    for (;;) {
        std::deque<StorageJob> group;
        {
            std::unique_lock lock(mutex);
            wake.wait(lock, [this] { return isStopping || !queue.empty(); });
            // Asked to stop comes second: what was accepted is written first.
            if (queue.empty())
                break;
            while (!queue.empty() && group.size() < batchesPerCommit) {
                const bool isTask = bool(queue.front().task);
                if (isTask && !group.empty())
                    break;
                group.push_back(std::move(queue.front()));
                queue.pop_front();
                if (isTask)
                    break;
            }
        }
        if (group.front().task)
            runTask(connection, group.front());
        else
            commitGroup(connection, group);
        checkpointIfDue(connection);
    }
    // The last connection folds the WAL into the database; when that fails the WAL simply stays.
    static_cast<void>(connection.run("PRAGMA wal_checkpoint(TRUNCATE)"));
}

void StorageWriter::Impl::runTask(Connection& connection, StorageJob& job)
{
    std::optional<Error> refusal;
    {
        const std::scoped_lock lock(mutex);
        refusal = failure;
    }
    job.answer.set_value(refusal ? Result<void>(fail(*refusal)) : job.task(connection));
}

void StorageWriter::Impl::commitGroup(Connection& connection, std::deque<StorageJob>& group)
{
    {
        const std::scoped_lock lock(mutex);
        if (failure)
            return; // Their owners were told when it latched, and are told again by waitDurable().
    }
    std::optional<Error> refusal;
    const auto committed = writeGroup(connection, group, refusal);
    if (!committed) {
        static_cast<void>(connection.run("ROLLBACK")); // Often SQLite has done so itself.
        latch(committed.error());
        return;
    }
    if (*committed > 0) {
        std::function<void(std::uint64_t)> notify;
        {
            const std::scoped_lock lock(mutex);
            durable = *committed;
            notify = notifyDurable;
        }
        settled.notify_all();
        if (notify)
            notify(*committed);
    }
    if (refusal)
        latch(std::move(*refusal));
}

/// Writes the group in one transaction and answers the newest ticket in it; 0 when the very first batch was
/// refused. A batch that is refused ends the group: those before it are kept, `refusal` says why.
Result<std::uint64_t> StorageWriter::Impl::writeGroup(Connection& connection,
                                                      const std::deque<StorageJob>& group,
                                                      std::optional<Error>& refusal)
{
    if (auto begun = connection.run("BEGIN IMMEDIATE"); !begun)
        return fail(begun.error());
    const auto newest = newestEpoch(connection);
    if (!newest)
        return fail(newest.error());
    std::uint64_t lastTicket = 0;
    for (const StorageJob& job : group) {
        if (job.batch.epoch != *newest) {
            refusal = fencedBy(*newest, job.batch.epoch);
            break;
        }
        if (auto written = writeBatch(connection, job.batch); !written) {
            refusal = written.error();
            if (auto undone = connection.run("ROLLBACK TO batch"); !undone)
                return fail(*refusal);
            break;
        }
        statementsSinceCheckpoint += job.batch.statements.size();
        lastTicket = job.ticket;
    }
    if (auto done = connection.run("COMMIT"); !done)
        return fail(refusal ? *refusal : done.error());
    return lastTicket;
}

Result<void> StorageWriter::Impl::writeBatch(Connection& connection, const Batch& batch)
{
    if (auto marked = connection.run("SAVEPOINT batch"); !marked)
        return fail(marked.error());
    for (const Statement& statement : batch.statements) {
        if (auto done = connection.run(statement); !done)
            return fail(done.error());
    }
    if (auto released = connection.run("RELEASE batch"); !released)
        return fail(released.error());
    return {};
}

void StorageWriter::Impl::checkpointIfDue(Connection& connection)
{
    if (statementsSinceCheckpoint < checkpointWhenIdle)
        return;
    if (statementsSinceCheckpoint < checkpointAlways) {
        const std::scoped_lock lock(mutex);
        if (!queue.empty())
            return;
    }
    // A checkpoint that could not finish (a reader is in the way) is tried again after as many statements.
    static_cast<void>(connection.run("PRAGMA wal_checkpoint(PASSIVE)"));
    statementsSinceCheckpoint = 0;
}

void StorageWriter::Impl::latch(Error error)
{
    std::function<void(const Error&)> notify;
    {
        const std::scoped_lock lock(mutex);
        if (failure)
            return;
        failure = error;
        notify = notifyFailure;
    }
    settled.notify_all();
    if (notify)
        notify(error);
}

} // namespace strikedesk
