// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/recorded/ZipArchive.h"

#include "core/market/recorded/LeanFolder.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <libdeflate.h>
#include <utility>
#include <zip.h>

namespace strikedesk {
namespace {

// Deflate cannot do better than this, so a directory entry that claims more is a lie.
constexpr std::uint64_t deflateRatioMax = 1032;

std::string zipErrorText(zip_error_t& error)
{
    std::string text = zip_error_strerror(&error);
    zip_error_fini(&error);
    return text;
}

Result<std::vector<std::byte>> archiveBytes(const std::string& path)
{
    std::error_code code;
    const auto native = recorded::nativePath(path);
    if (!std::filesystem::is_regular_file(native, code))
        return fail("data.missing", fmt::format("There is no file '{}'.", path));
    const std::uint64_t size = std::filesystem::file_size(native, code);
    if (code)
        return fail("data.broken", fmt::format("'{}' cannot be read: {}.", path, code.message()));
    if (size > ZipArchive::archiveBytesMax)
        return fail("data.broken",
                    fmt::format("'{}' has {} bytes; an archive may have at most {}.", path, size,
                                ZipArchive::archiveBytesMax));
    std::vector<std::byte> bytes(size);
    std::ifstream stream(native, std::ios::binary);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are what a stream reads.
    stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
    if (!stream || static_cast<std::uint64_t>(stream.gcount()) != size)
        return fail("data.broken", fmt::format("'{}' could not be read to its end.", path));
    return bytes;
}

} // namespace

struct ZipArchive::Parts
{
    struct ZipDiscard
    {
        void operator()(zip_t* open) const { zip_discard(open); }
    };
    struct ZipFileClose
    {
        void operator()(zip_file_t* file) const { zip_fclose(file); }
    };
    struct DecompressorFree
    {
        void operator()(libdeflate_decompressor* made) const { libdeflate_free_decompressor(made); }
    };

    std::string path;
    std::vector<std::byte> bytes; // The directory points into them, so they outlive `archive`.
    std::unique_ptr<zip_t, ZipDiscard> archive;
    std::unique_ptr<libdeflate_decompressor, DecompressorFree> decompressor;
    std::vector<Member> members;
    mutable std::string raw;

    [[nodiscard]] Result<void> openDirectory();
    [[nodiscard]] Result<void> listMembers();
    [[nodiscard]] Result<Member> memberAt(std::uint64_t index) const;
    [[nodiscard]] Result<void> readRaw(const Member& member) const;
    [[nodiscard]] tl::unexpected<Error> broken(const Member& member, std::string_view what) const
    {
        return fail("data.broken", fmt::format("Member '{}' of '{}' {}.", member.name, path, what));
    }
};

Result<void> ZipArchive::Parts::openDirectory()
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr)
        return fail("data.broken", fmt::format("'{}' cannot be read: {}.", path, zipErrorText(error)));
    archive.reset(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
    if (!archive) {
        zip_source_free(source);
        return fail("data.broken",
                    fmt::format("'{}' is not a whole zip file: {}.", path, zipErrorText(error)));
    }
    zip_error_fini(&error);
    return listMembers();
}

Result<void> ZipArchive::Parts::listMembers()
{
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    // A file of no bytes is an archive to the library; to us it is a day that somebody failed to copy.
    if (count == 0)
        return fail("data.broken", fmt::format("'{}' is empty; fetch it again.", path));
    if (count < 0 || static_cast<std::uint64_t>(count) > membersMax)
        return fail("data.broken",
                    fmt::format("'{}' lists {} members; at most {} are read.", path, count, membersMax));
    members.reserve(static_cast<std::size_t>(count));
    std::uint64_t total = 0;
    for (std::uint64_t index = 0; index < static_cast<std::uint64_t>(count); ++index) {
        Result<Member> member = memberAt(index);
        if (!member)
            return fail(std::move(member).error());
        total += member->size;
        if (total > inflatedBytesMax)
            return fail("data.broken",
                        fmt::format("'{}' promises more than {} bytes.", path, inflatedBytesMax));
        members.push_back(*std::move(member));
    }
    return {};
}

Result<ZipArchive::Member> ZipArchive::Parts::memberAt(std::uint64_t index) const
{
    zip_stat_t stat;
    zip_stat_init(&stat);
    constexpr zip_uint64_t needed
        = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD;
    if (zip_stat_index(archive.get(), index, 0, &stat) != 0 || (stat.valid & needed) != needed)
        return fail("data.broken", fmt::format("'{}' does not describe its member {}.", path, index + 1));
    Member member {stat.name, index, stat.size, stat.comp_size, stat.crc, stat.comp_method == ZIP_CM_DEFLATE};
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
        return broken(member, "is encrypted");
    if (!member.isDeflated && stat.comp_method != ZIP_CM_STORE)
        return broken(member, "is neither stored nor deflated");
    if (member.size > memberBytesMax || member.storedSize > bytes.size())
        return broken(member,
                      fmt::format("claims {} bytes; at most {} are read", member.size, memberBytesMax));
    if (member.isDeflated ? member.size > (member.storedSize + 1) * deflateRatioMax
                          : member.size != member.storedSize)
        return broken(member,
                      fmt::format("claims {} bytes in {}, which cannot be", member.size, member.storedSize));
    return member;
}

Result<void> ZipArchive::Parts::readRaw(const Member& member) const
{
    const std::unique_ptr<zip_file_t, ZipFileClose> file(
        zip_fopen_index(archive.get(), member.index, ZIP_FL_COMPRESSED));
    if (!file)
        return broken(member, fmt::format("cannot be opened: {}", zip_strerror(archive.get())));
    raw.resize(member.storedSize);
    std::uint64_t done = 0;
    while (done < member.storedSize) {
        const zip_int64_t count = zip_fread(file.get(), raw.data() + done, member.storedSize - done);
        if (count <= 0)
            return broken(member, "ends too early");
        done += static_cast<std::uint64_t>(count);
    }
    return {};
}

ZipArchive::ZipArchive(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;
ZipArchive::~ZipArchive() = default;

Result<ZipArchive> ZipArchive::open(const std::string& path)
{
    Result<std::vector<std::byte>> bytes = archiveBytes(path);
    if (!bytes)
        return fail(std::move(bytes).error());
    return fromBytes(path, *std::move(bytes));
}

Result<ZipArchive> ZipArchive::fromBytes(std::string name, std::vector<std::byte> bytes)
{
    auto parts = std::make_unique<Parts>();
    parts->path = std::move(name);
    parts->bytes = std::move(bytes);
    parts->decompressor.reset(libdeflate_alloc_decompressor());
    STRIKEDESK_ASSERT(parts->decompressor, "a decompressor can be had");
    if (Result<void> opened = parts->openDirectory(); !opened)
        return fail(std::move(opened).error());
    return ZipArchive(std::move(parts));
}

const std::string& ZipArchive::path() const
{
    return m_parts->path;
}

std::span<const ZipArchive::Member> ZipArchive::members() const
{
    return m_parts->members;
}

Result<void> ZipArchive::read(const Member& member, std::string& text) const
{
    if (Result<void> raw = m_parts->readRaw(member); !raw)
        return raw;
    if (member.isDeflated) {
        text.resize(member.size);
        // Without a place for the actual size, libdeflate wants the output filled exactly.
        const libdeflate_result result
            = libdeflate_deflate_decompress(m_parts->decompressor.get(), m_parts->raw.data(),
                                            m_parts->raw.size(), text.data(), text.size(), nullptr);
        if (result != LIBDEFLATE_SUCCESS)
            return m_parts->broken(member,
                                   fmt::format("does not inflate to the {} bytes it promises", member.size));
    } else {
        text.assign(m_parts->raw);
    }
    if (libdeflate_crc32(0, text.data(), text.size()) != member.checksum)
        return m_parts->broken(member, "does not match its checksum");
    return {};
}

} // namespace strikedesk
