// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/Command.h"
#include "app/strikectl/InputText.h"
#include "core/pricing/PriceTable.h"

#include <cstdio>
#include <memory>
#include <string>

namespace strikedesk::cli {
namespace {

struct PriceOptions
{
    std::string file;
    std::string accuracy = "reference";
};

ExitCode priceFile(const PriceOptions& options)
{
    const auto text = inputText(options.file);
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
