// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/orders/OrderProgress.h"

#include <fmt/format.h>

namespace strikedesk {

namespace {

tl::unexpected<Error> illegalTransition(OrderState state, OrderEvent event)
{
    return fail("order.illegal_transition",
                fmt::format("An order that is \"{}\" cannot take \"{}\"; it stays as it is.", nameOf(state),
                            nameOf(event)));
}

} // namespace

Result<OrderState> OrderProgress::advance(OrderEvent event)
{
    STRIKEDESK_ASSERT(event != OrderEvent::PartFill && event != OrderEvent::LastFill,
                      "a fill comes with its quantity");
    const auto after = next(state, event, filled.isPositive());
    if (!after)
        return illegalTransition(state, event);
    state = *after;
    return state;
}

Result<OrderState> OrderProgress::fill(Quantity quantity)
{
    STRIKEDESK_ASSERT(quantity.isPositive(), "a fill has a positive quantity");
    if (quantity > remaining()) {
        return fail("order.overfill",
                    fmt::format("A fill of {} packages is more than the {} that are left of {}.",
                                quantity.count(), remaining().count(), total.count()));
    }
    const OrderEvent event = quantity == remaining() ? OrderEvent::LastFill : OrderEvent::PartFill;
    const auto after = next(state, event, true);
    if (!after)
        return illegalTransition(state, event);
    state = *after;
    filled += quantity;
    return state;
}

} // namespace strikedesk
