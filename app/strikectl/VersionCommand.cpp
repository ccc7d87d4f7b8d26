// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/strikectl/Command.h"

#include <QtGlobal>

#include <fmt/format.h>
#include <strikedesk/BuildIdentity.h>

#include <memory>

namespace strikedesk::cli {

void addVersionCommand(CLI::App& program, Action& action)
{
    CLI::App* command = program.add_subcommand("version", "Print version, commit, Qt and build type");
    command->footer("Example: strikectl version --json");
    auto asJson = std::make_shared<bool>(false);
    command->add_flag("--json", *asJson, "One JSON document on standard output");
    command->callback([asJson, &action] {
        action = [asJson] {
            const char* form = *asJson
                ? "{{\"version\":\"{}\",\"commit\":\"{}\",\"qt\":\"{}\",\"build_type\":\"{}\"}}\n"
                : "strikedesk {} ({}), Qt {}, {}\n";
            fmt::print(fmt::runtime(form), build::version, build::commit, qVersion(), build::type);
            return ExitCode::Done;
        };
    });
}

} // namespace strikedesk::cli
