// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace strikedesk {

/// Mints ids that are unique within one profile: a prefix, the epoch of the engine's run and a counter.
///
/// "O3-000017-K": order, third start of this profile, number 17, a check character (ISO 7064 MOD 37,36). The
/// epoch is durable and rises with every start, so an id is never minted twice. Thread: owned by one thread.
class IdSource
{
public:
    IdSource(std::uint64_t epoch, std::uint64_t firstNumber);

    [[nodiscard]] std::string next(char prefix);

private:
    std::uint64_t m_epoch;
    std::uint64_t m_number;
};

/// True when the check character fits the rest of the id.
[[nodiscard]] bool isWellFormedId(const std::string& id);

} // namespace strikedesk
