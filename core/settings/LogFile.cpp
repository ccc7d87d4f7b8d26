// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/LogFile.h"

#include "core/util/ThreadRole.h"

#include <fmt/format.h>
#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/rotating_file_sink.h>

#include <algorithm>
#include <utility>

namespace strikedesk {
namespace {

constexpr std::size_t linesWaiting = 1'024;

// A reason that somebody typed, or that came over a wire, must not look like a line of its own.
std::string inOneLine(std::string_view text)
{
    std::string line(text);
    std::ranges::replace_if(
        line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
    return line;
}

} // namespace

struct LogFile::Private
{
    std::shared_ptr<spdlog::details::thread_pool> pool;
    std::shared_ptr<spdlog::async_logger> logger;

    void write(spdlog::level::level_enum weight, std::string_view line)
    {
        logger->log(weight, "{}", inOneLine(line));
    }
};

Result<std::unique_ptr<LogFile>> LogFile::open(const std::string& folder)
{
    auto state = std::make_unique<Private>();
    try {
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(folder + "/strikedesk.log",
                                                                           bytesMost, filesKept);
        state->pool = std::make_shared<spdlog::details::thread_pool>(
            linesWaiting, 1, [] { enterThread("log", ThreadUrgency::Background); });
        state->logger = std::make_shared<spdlog::async_logger>("desk", std::move(sink), state->pool,
                                                               spdlog::async_overflow_policy::overrun_oldest);
    } catch (const spdlog::spdlog_ex& trouble) {
        return fail("log.unwritable",
                    fmt::format("The log in {} cannot be written: {}.", folder, trouble.what()));
    }
    state->logger->set_formatter(std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%eZ %-7l %v",
                                                                             spdlog::pattern_time_type::utc));
    state->logger->flush_on(spdlog::level::info);
    return std::unique_ptr<LogFile>(new LogFile(std::move(state)));
}

LogFile::LogFile(std::unique_ptr<Private> state)
    : d(std::move(state))
{
}

LogFile::~LogFile() = default;

void LogFile::info(std::string_view line)
{
    d->write(spdlog::level::info, line);
}

void LogFile::warning(std::string_view line)
{
    d->write(spdlog::level::warn, line);
}

void LogFile::error(std::string_view line)
{
    d->write(spdlog::level::err, line);
}

} // namespace strikedesk
