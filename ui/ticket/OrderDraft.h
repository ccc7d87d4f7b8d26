// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/instruments/TickTable.h"
#include "core/orders/OrderRequest.h"
#include "core/util/Error.h"

#include <QObject>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace strikedesk::ui {

/// The order a person is putting together: holds the fields, keeps the rules that need no market, and says
/// ready or why not. What needs the market (risk, margin, price) is the preview's business.
///
/// Knows no widget. Thread: GUI.
class OrderDraft final : public QObject
{
    Q_OBJECT

public:
    enum class Kind { Walk, Limit, Marketable };
    static constexpr std::size_t legsMax = 4; ///< The largest package a venue of ours takes.
    static constexpr int ratioMax = 9;
    static constexpr int quantityMax = 9'999;

    explicit OrderDraft(QObject* parent = nullptr);

    [[nodiscard]] const std::vector<OrderLeg>& legs() const { return m_legs; }
    [[nodiscard]] bool isEmpty() const { return m_legs.empty(); }
    [[nodiscard]] std::string underlying() const;
    [[nodiscard]] bool hasOneExpiry() const; ///< Empty without legs.
    [[nodiscard]] Quantity quantity() const { return m_quantity; }
    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] std::optional<Price> limit() const { return m_limit; } ///< Of a limit order.
    [[nodiscard]] std::optional<Price> worst() const { return m_worst; } ///< Of a walk or marketable order.
    [[nodiscard]] const WalkTerms& walk() const { return m_walk; } ///< Of a walk, but for its worst price.
    [[nodiscard]] TimeInForce timeInForce() const { return m_timeInForce; }
    [[nodiscard]] std::optional<Money> slippageLimit() const { return m_slippageLimit; }
    [[nodiscard]] std::optional<Price> stop() const { return m_stop; }
    [[nodiscard]] std::optional<Price> takeProfit() const { return m_takeProfit; }

    /// The same symbol again on the same side adds to its ratio, on the other side takes away. A leg that
    /// reduces what is held closes, any other opens.
    void addLeg(const std::string& symbol, Side side);
    void removeLeg(std::size_t leg);
    void flipLeg(std::size_t leg);
    void setRatio(std::size_t leg, int ratio);
    void setEffect(std::size_t leg, PositionEffect effect);
    void reverse(); ///< Every leg to its other side.
    void setQuantity(int quantity);
    void setKind(Kind kind);
    void setLimit(std::optional<Price> limit);
    void setWorst(std::optional<Price> worst);
    void setWalkStyle(WalkStyle style); ///< With the style's own pace.
    void setStepTicks(int ticks);
    void setOffsetTicks(int ticks);
    void setStepSeconds(int seconds);
    void setPatience(int seconds);
    void setWalkEnd(WalkEnd end);
    void setTimeInForce(TimeInForce timeInForce);
    void setSlippageLimit(std::optional<Money> limit);
    /// Mid of the closing order at which it is got out of: of an entry a part of its bracket, of an exit what
    /// it waits for.
    void setStop(std::optional<Price> level);
    void setTakeProfit(std::optional<Price> limit); ///< Of an entry: the limit of the closing order.
    void clear();
    /// The order that closes the held legs of one structure.
    void loadClosing(const std::map<std::string, Quantity>& held, const std::string& structureId);
    /// What is held by symbol; decides whether later legs open or close.
    void setHoldings(std::map<std::string, Quantity> holdings);

    /// Ticks of the net price, or of the one leg.
    [[nodiscard]] TickTable ticks() const;
    /// Why it cannot be sent yet; nothing when it can.
    [[nodiscard]] std::optional<Error> problem() const;
    [[nodiscard]] bool isReady() const { return !problem(); }
    /// Only of a draft that is ready.
    [[nodiscard]] OrderRequest request() const;

Q_SIGNALS:
    void changed();
    /// What was asked for is against a rule; nothing changed.
    void refused(const QString& sentence);

private:
    template <typename T>
    void assign(T& field, T value);
    void clearPrices();
    [[nodiscard]] bool isAll(PositionEffect effect) const;
    [[nodiscard]] std::optional<Error> exitProblem() const;
    void addExits(OrderRequest& request) const;
    [[nodiscard]] PositionEffect effectFor(const std::string& symbol, Side side) const;

    std::vector<OrderLeg> m_legs;
    Quantity m_quantity {1};
    Kind m_kind = Kind::Walk;
    std::optional<Price> m_limit;
    std::optional<Price> m_worst;
    WalkTerms m_walk;
    TimeInForce m_timeInForce = TimeInForce::Day;
    std::optional<Money> m_slippageLimit;
    std::optional<Price> m_stop;
    std::optional<Price> m_takeProfit;
    std::string m_structureId;
    std::map<std::string, Quantity> m_holdings;
};

} // namespace strikedesk::ui
