// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/ApiServer.h"
#include "core/engine/DeskRuntime.h"

#include <memory>
#include <string>

namespace strikedesk {

/// A whole desk on the simulated market, running, with its API on a free port.
struct LiveDesk
{
    std::unique_ptr<DeskRuntime> runtime;
    std::unique_ptr<api::ApiServer> server;
};

[[nodiscard]] inline Result<LiveDesk> openLiveDesk(const std::string& profileFolder)
{
    DeskOptions options;
    options.market.kind = MarketChoice::Kind::Simulated;
    options.market.date = *parseDate("2026-01-05");
    options.market.seed = 7;
    options.seed = 7;
    options.profileFolder = profileFolder;
    auto runtime = DeskRuntime::open(options);
    if (!runtime)
        return fail(runtime.error());
    (*runtime)->engine().run();
    api::ApiOptions apiOptions;
    apiOptions.profileDir = profileFolder;
    apiOptions.port = 0;
    auto server = api::ApiServer::start((*runtime)->engine(), apiOptions);
    if (!server)
        return fail(server.error());
    return LiveDesk {std::move(*runtime), std::move(*server)};
}

} // namespace strikedesk
