// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/execution/SharedMarket.h"

#include "core/util/Assert.h"

#include <algorithm>
#include <utility>

namespace strikedesk {

class SharedMarketReader final : public MarketSource
{
public:
    SharedMarketReader(std::shared_ptr<SharedMarket> market, std::size_t number)
        : m_market(std::move(market))
        , m_number(number)
    {
    }

    [[nodiscard]] std::shared_ptr<const Catalogue> catalogue() const override
    {
        return m_market->source().catalogue();
    }
    [[nodiscard]] const SourceProfile& profile() const override { return m_market->source().profile(); }
    [[nodiscard]] Instant startsAt() const override { return m_market->source().startsAt(); }
    [[nodiscard]] std::optional<Instant> nextAt() const override
    {
        return m_market->nextAfter(m_market->m_heard[m_number]);
    }
    void read(Instant upTo, std::vector<MarketEvent>& events) override
    {
        m_market->m_heard[m_number] = m_market->read(m_market->m_heard[m_number], upTo, events);
        m_market->letGo();
    }
    [[nodiscard]] double rate(Date date) const override { return m_market->source().rate(date); }
    [[nodiscard]] double yield(const std::string& underlying) const override
    {
        return m_market->source().yield(underlying);
    }
    [[nodiscard]] std::vector<CashDividend> dividends(const std::string& underlying, Date date) const override
    {
        return m_market->source().dividends(underlying, date);
    }
    [[nodiscard]] std::vector<StockSplit> splits(const std::string& underlying, Date date) const override
    {
        return m_market->source().splits(underlying, date);
    }

private:
    std::shared_ptr<SharedMarket> m_market;
    std::size_t m_number;
};

std::shared_ptr<SharedMarket> SharedMarket::of(std::unique_ptr<MarketSource> source)
{
    return std::shared_ptr<SharedMarket>(new SharedMarket(std::move(source)));
}

std::unique_ptr<MarketSource> SharedMarket::reader()
{
    STRIKEDESK_ASSERT(m_gone == 0, "a reader comes before anything is let go");
    m_heard.push_back(0);
    return std::make_unique<SharedMarketReader>(shared_from_this(), m_heard.size() - 1);
}

std::optional<Instant> SharedMarket::nextAfter(std::size_t heard) const
{
    if (heard < m_gone + m_kept.size())
        return m_kept[heard - m_gone].at;
    return m_source->nextAt();
}

std::size_t SharedMarket::read(std::size_t heard, Instant upTo, std::vector<MarketEvent>& events)
{
    if (const auto next = m_source->nextAt(); next && *next <= upTo) {
        m_readAtOnce.clear();
        m_source->read(upTo, m_readAtOnce);
        m_kept.insert(m_kept.end(), m_readAtOnce.begin(), m_readAtOnce.end());
    }
    const std::size_t past = m_gone + m_kept.size();
    while (heard < past && m_kept[heard - m_gone].at <= upTo)
        events.push_back(m_kept[heard++ - m_gone]);
    return heard;
}

void SharedMarket::letGo()
{
    const std::size_t heardByAll = *std::ranges::min_element(m_heard);
    m_kept.erase(m_kept.begin(), m_kept.begin() + std::ptrdiff_t(heardByAll - m_gone));
    m_gone = heardByAll;
}

} // namespace strikedesk
