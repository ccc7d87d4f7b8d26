// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Statement.h"
#include "core/util/Error.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace strikedesk {

/// A read-only look at the durable record; sees what was committed before each read().
///
/// Thread: opened, used and closed on one thread; any number of them beside the writer. It never checkpoints.
class Reader
{
public:
    /// Of a database. `storage.cannot_open` when there is no such file.
    [[nodiscard]] static Result<std::unique_ptr<Reader>> open(const std::string& path);
    virtual ~Reader() = default;

    [[nodiscard]] Result<std::vector<Row>> read(const Statement& statement);
    /// The same for answers too long to hold: hands over one row after the other until there are no more or
    /// `use` says no. The row is `use`'s to take apart. All rows are of one moment.
    [[nodiscard]] virtual Result<void> forEach(const Statement& statement,
                                               const std::function<bool(Row&)>& use)
        = 0;
};

} // namespace strikedesk
