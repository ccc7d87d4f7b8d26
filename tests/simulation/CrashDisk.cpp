// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/CrashDisk.h"

#include "core/util/Assert.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <new>
#include <optional>
#include <sqlite3.h>
#include <utility>
#include <vector>

namespace strikedesk {
namespace {

constexpr std::size_t sectorBytes = 512; // Of which a disk writes each wholly or not at all.
constexpr double chanceKept = 0.5;
constexpr double chanceTorn = 0.3;

/// A write that was not synchronised yet; without bytes the file was cut to `offset`.
struct LooseWrite
{
    std::size_t offset = 0;
    std::optional<std::vector<char>> bytes;
};

/// What one file is on the disk itself, and what is on its way there.
struct Platter
{
    std::vector<char> durable;
    std::vector<LooseWrite> loose;
};

void applyTo(std::vector<char>& content, const LooseWrite& write)
{
    if (!write.bytes) {
        content.resize(write.offset);
        return;
    }
    content.resize(std::max(content.size(), write.offset + write.bytes->size()));
    std::copy(write.bytes->begin(), write.bytes->end(), content.begin() + std::ptrdiff_t(write.offset));
}

struct DiskState
{
    std::mutex mutex;
    std::map<std::string, Platter> platters;
    sqlite3_vfs* real = nullptr;
    sqlite3_vfs shim {};
    DiskFaults faults;
    std::uint64_t lost = 0;

    // What this operation is answered with; SQLITE_OK lets it through.
    int nextOperation()
    {
        switch (faults.nextOperation()) {
        case DiskFailure::None: return SQLITE_OK;
        case DiskFailure::Full: return SQLITE_FULL;
        case DiskFailure::InputOutput: return SQLITE_IOERR;
        }
        return SQLITE_OK;
    }
};

DiskState& disk()
{
    static DiskState state;
    return state;
}

/// A file of SQLite's as SQLite sees it; the real one lies right behind it in memory.
struct ShimFile
{
    sqlite3_file base;
    std::string* path; ///< Null for temporary files: nobody needs them after a crash.
};

ShimFile& shimOf(sqlite3_file* file)
{
    return *reinterpret_cast<ShimFile*>(file);
}

sqlite3_file* realOf(sqlite3_file* file)
{
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<ShimFile*>(file) + 1);
}

int closeFile(sqlite3_file* file)
{
    delete std::exchange(shimOf(file).path, nullptr);
    return realOf(file)->pMethods->xClose(realOf(file));
}

int readFile(sqlite3_file* file, void* into, int count, sqlite3_int64 offset)
{
    return realOf(file)->pMethods->xRead(realOf(file), into, count, offset);
}

int writeFile(sqlite3_file* file, const void* from, int count, sqlite3_int64 offset)
{
    const ShimFile& shim = shimOf(file);
    if (shim.path) {
        const std::scoped_lock lock(disk().mutex);
        if (const int refused = disk().nextOperation(); refused != SQLITE_OK)
            return refused;
        const char* bytes = static_cast<const char*>(from);
        disk().platters[*shim.path].loose.push_back(
            {std::size_t(offset), std::vector<char>(bytes, bytes + count)});
    }
    return realOf(file)->pMethods->xWrite(realOf(file), from, count, offset);
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size)
{
    const ShimFile& shim = shimOf(file);
    if (shim.path) {
        const std::scoped_lock lock(disk().mutex);
        if (const int refused = disk().nextOperation(); refused != SQLITE_OK)
            return refused;
        disk().platters[*shim.path].loose.push_back({std::size_t(size), {}});
    }
    return realOf(file)->pMethods->xTruncate(realOf(file), size);
}

int synchroniseFile(sqlite3_file* file, int)
{
    const ShimFile& shim = shimOf(file);
    if (!shim.path)
        return SQLITE_OK;
    const std::scoped_lock lock(disk().mutex);
    if (const int refused = disk().nextOperation(); refused != SQLITE_OK)
        return refused;
    Platter& platter = disk().platters[*shim.path];
    for (const LooseWrite& write : platter.loose)
        applyTo(platter.durable, write);
    platter.loose.clear();
    return SQLITE_OK; // the real file lies in memory: there is nothing to wait for
}

int sizeOfFile(sqlite3_file* file, sqlite3_int64* size)
{
    return realOf(file)->pMethods->xFileSize(realOf(file), size);
}

int lockFile(sqlite3_file* file, int level)
{
    return realOf(file)->pMethods->xLock(realOf(file), level);
}

int unlockFile(sqlite3_file* file, int level)
{
    return realOf(file)->pMethods->xUnlock(realOf(file), level);
}

int checkReserved(sqlite3_file* file, int* isReserved)
{
    return realOf(file)->pMethods->xCheckReservedLock(realOf(file), isReserved);
}

int controlFile(sqlite3_file* file, int operation, void* argument)
{
    return realOf(file)->pMethods->xFileControl(realOf(file), operation, argument);
}

int sectorSize(sqlite3_file* file)
{
    return realOf(file)->pMethods->xSectorSize(realOf(file));
}

int characteristics(sqlite3_file* file)
{
    return realOf(file)->pMethods->xDeviceCharacteristics(realOf(file));
}

int mapShared(sqlite3_file* file, int page, int size, int isExtending, void volatile** into)
{
    return realOf(file)->pMethods->xShmMap(realOf(file), page, size, isExtending, into);
}

int lockShared(sqlite3_file* file, int offset, int count, int flags)
{
    return realOf(file)->pMethods->xShmLock(realOf(file), offset, count, flags);
}

void fenceShared(sqlite3_file* file)
{
    realOf(file)->pMethods->xShmBarrier(realOf(file));
}

int unmapShared(sqlite3_file* file, int isDeleting)
{
    return realOf(file)->pMethods->xShmUnmap(realOf(file), isDeleting);
}

const sqlite3_io_methods shimMethods {
    2,          closeFile,   readFile,      writeFile,   truncateFile, synchroniseFile, sizeOfFile,
    lockFile,   unlockFile,  checkReserved, controlFile, sectorSize,   characteristics, mapShared,
    lockShared, fenceShared, unmapShared,   nullptr,     nullptr};

int openFile(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flagsOut)
{
    ShimFile* shim = new (file) ShimFile {};
    sqlite3_vfs* real = disk().real;
    const int opened = real->xOpen(real, name, realOf(file), flags, flagsOut);
    if (realOf(file)->pMethods)
        shim->base.pMethods = &shimMethods;
    const bool isKept = (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) != 0;
    if (opened == SQLITE_OK && name && isKept)
        shim->path = new std::string(name);
    return opened;
}

int deleteFile(sqlite3_vfs*, const char* name, int isDurable)
{
    sqlite3_vfs* real = disk().real;
    {
        const std::scoped_lock lock(disk().mutex);
        if (disk().faults.isOff())
            return SQLITE_IOERR_DELETE;
        disk().platters.erase(name);
    }
    return real->xDelete(real, name, isDurable);
}

// What the disk made of the writes that were on their way.
std::vector<char> contentAfterCut(const Platter& platter, Random& random, std::uint64_t& lost)
{
    std::vector<char> content = platter.durable;
    std::vector<LooseWrite> kept;
    for (const LooseWrite& write : platter.loose) {
        if (random.uniform() >= chanceKept) {
            ++lost;
            continue;
        }
        kept.push_back(write);
        if (write.bytes && write.bytes->size() > sectorBytes && random.uniform() < chanceTorn) {
            const auto sectors = int(write.bytes->size() / sectorBytes);
            kept.back().bytes->resize(std::size_t(random.between(0, sectors)) * sectorBytes);
            ++lost;
        }
    }
    for (std::size_t i = kept.size(); i > 1; --i)
        std::swap(kept[i - 1], kept[std::size_t(random.between(0, int(i) - 1))]);
    for (const LooseWrite& write : kept)
        applyTo(content, write);
    return content;
}

} // namespace

CrashDisk::CrashDisk()
{
    DiskState& state = disk();
    state.real = sqlite3_vfs_find(nullptr);
    STRIKEDESK_ASSERT(state.real, "SQLite has a file layer");
    state.shim = *state.real;
    state.shim.zName = "strikedesk-crash-disk";
    state.shim.pNext = nullptr;
    state.shim.szOsFile += int(sizeof(ShimFile));
    state.shim.xOpen = openFile;
    state.shim.xDelete = deleteFile;
    sqlite3_vfs_register(&state.shim, 1);
}

CrashDisk& CrashDisk::underNewProfile()
{
    static CrashDisk only;
    const std::scoped_lock lock(disk().mutex);
    disk().platters.clear();
    disk().faults = {};
    disk().lost = 0;
    return only;
}

void CrashDisk::cutAfter(int operations)
{
    const std::scoped_lock lock(disk().mutex);
    disk().faults.cutAfter(operations);
}

void CrashDisk::failAfter(int operations, DiskFailure failure)
{
    const std::scoped_lock lock(disk().mutex);
    disk().faults.failAfter(operations, failure);
}

bool CrashDisk::isOff() const
{
    const std::scoped_lock lock(disk().mutex);
    return disk().faults.isOff();
}

bool CrashDisk::isFailing() const
{
    const std::scoped_lock lock(disk().mutex);
    return disk().faults.isFailing();
}

void CrashDisk::restore(Random& random)
{
    const std::scoped_lock lock(disk().mutex);
    for (auto& [path, platter] : disk().platters) {
        platter.durable = contentAfterCut(platter, random, disk().lost);
        platter.loose.clear();
        std::ofstream file(path, std::ios::binary | std::ios::trunc);
        file.write(platter.durable.data(), std::streamsize(platter.durable.size()));
        std::error_code ignored; // the index of a log is made again from the log
        std::filesystem::remove(path.substr(0, path.rfind("-wal")) + "-shm", ignored);
    }
    disk().faults.restore();
}

void CrashDisk::mend()
{
    const std::scoped_lock lock(disk().mutex);
    disk().faults.mend();
}

std::uint64_t CrashDisk::writesLost() const
{
    const std::scoped_lock lock(disk().mutex);
    return disk().lost;
}

} // namespace strikedesk
