// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/DeskState.h"
#include "core/market/MarketSource.h"
#include "tests/engine/OrderHistory.h"

#include <cstdint>
#include <memory>
#include <utility>

namespace strikedesk {

/// A state that is told of orders without a desk around it.
class ToldState
{
public:
    ToldState()
        : m_source(*openMarket({MarketChoice::Kind::Simulated, {}, {}, OrderHistory::day(), {}, 7}))
        , m_state(m_source->catalogue())
    {
        RunStarted run;
        run.openingCash = Money::ofWhole(1'000'000);
        tell(run);
        tell(Armed {"a test"});
    }

    [[nodiscard]] DeskState& state() { return m_state; }
    [[nodiscard]] OrderHistory& orders() { return m_orders; }
    [[nodiscard]] const Catalogue& catalogue() const { return *m_source->catalogue(); }

    void tell(DeskEventBody body)
    {
        m_state.apply({Instant {}, "test", "", std::move(body), ++m_sequence}, "{}");
    }

private:
    std::unique_ptr<MarketSource> m_source;
    DeskState m_state;
    std::uint64_t m_sequence = 0;
    OrderHistory m_orders {[this](DeskEventBody body) { tell(std::move(body)); }};
};

} // namespace strikedesk
