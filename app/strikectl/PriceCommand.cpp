// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/Command.h"
#include "core/pricing/PriceTable.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>

namespace strikedesk::cli {
namespace {

// A million rows and more; a device would never end.
constexpr std::size_t tableBytesMax = 256 * 1024 * 1024;

struct PriceOptions
{
    std::string file;
    std::string accuracy = "reference";
};

struct FileCloser
{
    void operator()(std::FILE* file) const { std::fclose(file); }
};

Result<std::string> textOf(const std::string& name)
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
                        fmt::format("{} has more than {} bytes; price it in parts.", name, tableBytesMax));
    }
    if (std::ferror(file) != 0)
        return fail("input.file",
                    fmt::format("Expected to read {} to its end, found: {}.", name, std::strerror(errno)));
    return text;
}

ExitCode priceFile(const PriceOptions& options)
{
    const auto text = textOf(options.file);
    if (!text)
        return reportError(text.error(), false);
    const auto accuracy
        = options.accuracy == "screen" ? pricing::Accuracy::Screen : pricing::Accuracy::Reference;
    const auto table = pricing::priceTable(*text, accuracy);
    if (!table)
        return reportError(table.error(), false);
    if (std::fwrite(table->data(), 1, table->size(), stdout) != table->size() || std::fflush(stdout) != 0)
        return reportError(
            {"output.unwritable", "Expected to write the table to standard output, which failed."}, false);
    return ExitCode::Done;
}

} // namespace

void addPriceCommand(CLI::App& program, Action& action)
{
    CLI::App* command = program.add_subcommand("price", "Price a CSV of options, or invert their prices");
    command->footer(
        "Columns: style, right, spot, strike, years, rate, yield, dividends, and volatility or price.\n"
        "Example: strikectl price --csv options.csv > priced.csv");
    auto options = std::make_shared<PriceOptions>();
    command->add_option("--csv", options->file, "The file to read, - for standard input")->required();
    command->add_option("--accuracy", options->accuracy, "reference (default) or screen, which is quicker")
        ->check(CLI::IsMember({"reference", "screen"}));
    command->callback([options, &action] { action = [options] { return priceFile(*options); }; });
}

} // namespace strikedesk::cli
