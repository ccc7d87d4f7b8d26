// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/InputText.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace strikedesk::cli {
namespace {

// A million rows and more; a device would never end.
constexpr std::size_t tableBytesMax = 256 * 1024 * 1024;

struct FileCloser
{
    void operator()(std::FILE* file) const { std::fclose(file); }
};

} // namespace

Result<std::string> inputText(const std::string& name)
{
    std::unique_ptr<std::FILE, FileCloser> opened;
    std::FILE* file = stdin;
    if (name != "-") {
        opened.reset(std::fopen(name.c_str(), "rb"));
        file = opened.get();
    }
    if (!file)
        return fail("input.file",
                    fmt::format("Expected a readable file {}, found: {}.", name, std::strerror(errno)));
    std::string text;
    std::string block(1 << 16, '\0');
    while (const std::size_t count = std::fread(block.data(), 1, block.size(), file)) {
        text.append(block, 0, count);
        if (text.size() > tableBytesMax)
            return fail("input.file",
                        fmt::format("{} has more than {} bytes; give it in parts.", name, tableBytesMax));
    }
    if (std::ferror(file) != 0)
        return fail("input.file",
                    fmt::format("Expected to read {} to its end, found: {}.", name, std::strerror(errno)));
    return text;
}

} // namespace strikedesk::cli
