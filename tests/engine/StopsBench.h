// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/RecordReplay.h"
#include "core/engine/StateSnapshot.h"
#include "core/storage/Connection.h"
#include "tests/engine/TradingBench.h"
#include "tests/venue/ScriptedMarket.h"

#include <memory>
#include <string>
#include <vector>

namespace strikedesk {

inline const std::string put95 = "ACME  130720P00095000";
inline const std::string put90 = "ACME  130720P00090000";

/// From this second after 9:30 on the put 95 is quoted so, in cents, and the stock stands there.
struct Stretch
{
    int fromSecond = 0;
    int bidCents = 150;
    int askCents = 160;
    int spotCents = 10'000;
    int size = 1'000;
};

/// Quotes of all instruments every second; the put 90 is always 0.50 at 0.60.
inline std::shared_ptr<ScriptedMarket> stopsMarket(const std::vector<Stretch>& stretches, int seconds = 600)
{
    auto market = std::make_shared<ScriptedMarket>();
    market->addStock("ACME");
    market->addOption(put90);
    market->addOption(put95);
    market->changeProfile().isSimulated = true;
    market->startAt(at(9, 30));
    Stretch now;
    for (int second = 1; second < seconds; ++second) {
        for (const Stretch& stretch : stretches) {
            if (stretch.fromSecond == second)
                now = stretch;
        }
        const Instant instant = at(9, 30) + std::chrono::seconds {second};
        market->quote(instant, "ACME", now.spotCents - 1, now.spotCents + 1, 1'000, 1'000);
        market->quote(instant, put90, 50, 60, now.size, now.size);
        market->quote(instant, put95, now.bidCents, now.askCents, now.size, now.size);
    }
    market->print(at(16, 0), "ACME", now.spotCents, 100);
    market->finish();
    return market;
}

/// A desk on that market, and the orders that tests of held orders place.
class StopsBench : public TradingBench
{
public:
    explicit StopsBench(const std::vector<Stretch>& stretches, int seconds = 600)
    {
        const auto market = stopsMarket(stretches, seconds);
        setSource([market] { return market->again(); });
    }

    void runTo(int second)
    {
        const Instant instant = at(9, 30) + std::chrono::seconds {second};
        while (core().now() < instant)
            core().step(std::min(instant, core().now() + std::chrono::milliseconds {500}));
    }

    /// Sells put verticals for the natural: mid 1.00 credit, natural 0.90 where nothing else is said.
    static OrderRequest entry(int packages)
    {
        OrderRequest request;
        request.legs
            = {{put95, Side::Sell, 1, PositionEffect::Open}, {put90, Side::Buy, 1, PositionEffect::Open}};
        request.quantity = Quantity(packages);
        request.type = OrderType::MarketableLimit;
        return request;
    }
    static OrderRequest exit(int packages, OrderType type = OrderType::MarketableLimit)
    {
        OrderRequest request = entry(packages);
        request.type = type;
        request.legs
            = {{put95, Side::Buy, 1, PositionEffect::Close}, {put90, Side::Sell, 1, PositionEffect::Close}};
        return request;
    }
    static TriggerTerms stopAt(int cents, int confirmations = 3)
    {
        TriggerTerms terms;
        terms.level = Price::ofCents(cents);
        terms.confirmations = confirmations;
        return terms;
    }
    static OrderRequest stop(int packages, TriggerTerms terms)
    {
        OrderRequest request = exit(packages);
        request.trigger = terms;
        request.timeInForce = TimeInForce::GoodTillCancelled;
        return request;
    }

    /// The id of what was placed; empty when it was refused.
    OrderId place(const OrderRequest& request)
    {
        const auto reply = ask(SubmitOrder {request});
        const auto* order = reply ? std::get_if<OrderReply>(&*reply) : nullptr;
        m_refusal = reply ? std::string() : reply.error().code;
        return order ? order->order : OrderId();
    }
    [[nodiscard]] const std::string& refusal() const { return m_refusal; }

    [[nodiscard]] const HeldOrder& held(const OrderId& id) const { return *state().held().find(id); }
    [[nodiscard]] const OrderRecord& order(const OrderId& id) const { return *state().orders().find(id); }
    /// Packages of the vertical that are short.
    [[nodiscard]] std::int64_t shorts() const { return -state().portfolio().netQuantity(put95).count(); }
    [[nodiscard]] int sentBy(const OrderId& id) const
    {
        int count = 0;
        for (const OrderRecord& order : state().orders().all())
            count += order.heldAs == id ? 1 : 0;
        return count;
    }
    [[nodiscard]] int countOf(const OrderId& id, std::string_view kind) const
    {
        int count = 0;
        for (const OrderStep& step : held(id).steps)
            count += step.kind == kind ? 1 : 0;
        return count;
    }
    /// The state as all of the record tells it.
    [[nodiscard]] std::string recordSays()
    {
        DeskState state(core().context().source.catalogue());
        auto reader = AuditReader::open(databasePath());
        const auto replayed
            = reader ? replayRecord(*reader, {}, state) : Result<ReplayedRecord>(fail(reader.error()));
        return replayed ? encodeState(state) : replayed.error().message;
    }

private:
    std::string m_refusal;
};

} // namespace strikedesk
