// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded quotes from their archives to typed rows: ours against libzip, which inflates by zlib, and
// std::from_chars.
#include "core/market/recorded/Rows.h"
#include "core/market/recorded/ZipArchive.h"
#include "tests/bench/PricingBench.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <zip.h>

namespace strikedesk::bench {
namespace {

using recorded::QuoteRow;
using recorded::SideClose;

constexpr std::size_t rowsWanted = 275'000;
constexpr int zipRuns = 7;

using ArchiveBytes = std::vector<std::byte>;

/// The option quotes of whole days, in the order of their names.
std::vector<ArchiveBytes> recordedArchives()
{
    namespace fs = std::filesystem;
    std::vector<fs::path> paths;
    for (const char* folder : {"option", "indexoption"}) {
        const fs::path root = fs::path(STRIKEDESK_SHARED_DATA) / "lean/Data" / folder / "usa/minute";
        std::error_code ignored;
        for (const auto& entry : fs::recursive_directory_iterator(root, ignored)) {
            if (entry.path().filename().string().find("_quote_") != std::string::npos)
                paths.push_back(entry.path());
        }
    }
    std::ranges::sort(paths);
    std::vector<ArchiveBytes> archives;
    for (const fs::path& path : paths) {
        std::ifstream file(path, std::ios::binary);
        const std::vector<char> bytes {std::istreambuf_iterator<char>(file), {}};
        ArchiveBytes& archive = archives.emplace_back(bytes.size());
        std::ranges::transform(bytes, archive.begin(), [](char c) { return std::byte(c); });
    }
    return archives;
}

/// What both sides must agree on.
struct ReadRows
{
    std::size_t rows = 0;
    std::int64_t sum = 0; ///< Of times, prices and sizes.

    void add(const std::vector<QuoteRow>& read)
    {
        rows += read.size();
        for (const QuoteRow& row : read) {
            sum += row.startMs;
            for (const SideClose* side : {&row.bid, &row.ask})
                sum += side->isPresent ? side->price + side->size : 0;
        }
    }
    friend bool operator==(const ReadRows&, const ReadRows&) = default;
};

void readOurs(const ArchiveBytes& bytes, std::vector<QuoteRow>& rows, ReadRows& result)
{
    const auto archive = ZipArchive::fromBytes("quotes", bytes);
    std::string text;
    for (const ZipArchive::Member& member : archive->members()) {
        rows.clear();
        if (archive->read(member, text) && recorded::parseQuoteRows(text, {}, rows))
            result.add(rows);
    }
}

/// As one would write it: eleven fields, any of which but the first may be empty.
void parsePeer(const std::string& text, std::vector<QuoteRow>& rows)
{
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        std::array<std::int64_t, 11> fields {};
        std::array<bool, 11> isGiven {};
        for (std::size_t i = 0; i < fields.size() && at < end; ++i) {
            const auto [next, error] = std::from_chars(at, end, fields[i]);
            isGiven[i] = error == std::errc();
            at = next < end ? next + 1 : end;
        }
        rows.push_back({fields[0],
                        {fields[4], std::int32_t(fields[5]), isGiven[4]},
                        {fields[9], std::int32_t(fields[10]), isGiven[9]}});
    }
}

void readPeer(const ArchiveBytes& bytes, std::vector<QuoteRow>& rows, ReadRows& result)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    const std::unique_ptr<zip_t, void (*)(zip_t*)> archive(zip_open_from_source(source, ZIP_RDONLY, &error),
                                                           zip_discard);
    std::string text;
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive.get(), 0); ++i) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        zip_stat_index(archive.get(), zip_uint64_t(i), 0, &stat);
        text.resize(stat.size);
        zip_file_t* const file = zip_fopen_index(archive.get(), zip_uint64_t(i), 0);
        const zip_int64_t count = zip_fread(file, text.data(), text.size());
        zip_fclose(file);
        text.resize(std::size_t(std::max<zip_int64_t>(count, 0)));
        rows.clear();
        parsePeer(text, rows);
        result.add(rows);
    }
}

/// All archives over and over until there are as many rows as a busy class has in a day.
ReadRows readAll(const std::vector<ArchiveBytes>& archives,
                 void (*read)(const ArchiveBytes&, std::vector<QuoteRow>&, ReadRows&))
{
    ReadRows result;
    std::vector<QuoteRow> rows;
    while (result.rows < rowsWanted) {
        for (const ArchiveBytes& bytes : archives)
            read(bytes, rows, result);
    }
    return result;
}

} // namespace

void measureZip(BenchReport& report)
{
    const std::string name = "zip of quotes to typed rows";
    const std::vector<ArchiveBytes> archives = recordedArchives();
    if (archives.empty()) {
        report.add({.name = name,
                    .value = 0,
                    .unit = "rows",
                    .atLeast = {},
                    .atMost = {},
                    .note = "skipped: shared/data is absent"});
        return;
    }
    std::vector<double> ours;
    std::vector<double> peers;
    ReadRows found;
    ReadRows expected;
    for (int run = 0; run < zipRuns; ++run) {
        ours.push_back(secondsFor([&] { found = readAll(archives, readOurs); }));
        peers.push_back(secondsFor([&] { expected = readAll(archives, readPeer); }));
    }
    const double rows = double(found.rows);
    addComparison(report,
                  {fmt::format("{}, a row of {:.0f}", name, rows), medianOf(ours), rows, medianOf(peers),
                   double(expected.rows), found == expected ? 1.2 : 0.0,
                   fmt::format("{} recorded archives over and over; {}zlib and from_chars", archives.size(),
                               found == expected ? "" : "READ DIFFERENTLY BY ")});
}

} // namespace strikedesk::bench
