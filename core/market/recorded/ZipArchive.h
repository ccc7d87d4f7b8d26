// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/util/Error.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace strikedesk {

/// A zip file held in memory. libzip reads its directory, libdeflate inflates the members: each into exactly
/// the room its directory entry promises, so a member that lies about its size is refused, not followed.
///
/// Errors: `data.missing` when there is no such file, `data.broken` for anything that is wrong inside; both
/// name the file. Thread: owned by one thread.
class ZipArchive
{
public:
    struct Member
    {
        std::string name;
        std::uint64_t index = 0;
        std::uint64_t size = 0; ///< Inflated, in bytes.
        std::uint64_t storedSize = 0;
        std::uint32_t checksum = 0;
        bool isDeflated = false;
    };

    static constexpr std::uint64_t archiveBytesMax = 512ULL << 20U;
    static constexpr std::uint64_t memberBytesMax = 64ULL << 20U;
    static constexpr std::uint64_t inflatedBytesMax = 1024ULL << 20U; ///< All members of one archive.
    static constexpr std::size_t membersMax = 100'000;

    [[nodiscard]] static Result<ZipArchive> open(const std::string& path);
    /// `name` stands for the path in errors.
    [[nodiscard]] static Result<ZipArchive> fromBytes(std::string name, std::vector<std::byte> bytes);

    ZipArchive(ZipArchive&&) noexcept;
    ZipArchive& operator=(ZipArchive&&) noexcept;
    ~ZipArchive();

    [[nodiscard]] const std::string& path() const;
    [[nodiscard]] std::span<const Member> members() const;
    /// Replaces `text` with the inflated member, its checksum verified.
    [[nodiscard]] Result<void> read(const Member& member, std::string& text) const;

private:
    struct Parts;
    explicit ZipArchive(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace strikedesk
