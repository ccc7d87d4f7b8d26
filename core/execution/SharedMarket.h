// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/market/MarketSource.h"

#include <cstddef>
#include <deque>
#include <memory>
#include <vector>

namespace strikedesk {

/// One market that several exchanges and a board hear side by side: it is made, or read from its files, once.
/// What every reader has heard is let go, so that they should move on together.
///
/// Thread: owned by one thread, with its readers.
class SharedMarket : public std::enable_shared_from_this<SharedMarket>
{
public:
    [[nodiscard]] static std::shared_ptr<SharedMarket> of(std::unique_ptr<MarketSource> source);

    /// From the beginning; to be made before anything is read.
    [[nodiscard]] std::unique_ptr<MarketSource> reader();
    [[nodiscard]] const MarketSource& source() const { return *m_source; }

private:
    friend class SharedMarketReader;
    explicit SharedMarket(std::unique_ptr<MarketSource> source)
        : m_source(std::move(source))
    {
    }
    [[nodiscard]] std::optional<Instant> nextAfter(std::size_t heard) const;
    std::size_t read(std::size_t heard, Instant upTo, std::vector<MarketEvent>& events);
    void letGo();

    std::unique_ptr<MarketSource> m_source;
    std::deque<MarketEvent> m_kept;
    std::size_t m_gone = 0;                ///< Events before the first that is kept.
    std::vector<std::size_t> m_heard;      ///< By reader.
    std::vector<MarketEvent> m_readAtOnce; ///< Kept for its memory.
};

} // namespace strikedesk
