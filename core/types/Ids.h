// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace strikedesk {

/// A text id that cannot be mistaken for another kind of id.
template <typename Tag>
class Id
{
public:
    Id() = default;
    explicit Id(std::string text)
        : m_text(std::move(text))
    {
    }

    [[nodiscard]] const std::string& text() const { return m_text; }
    [[nodiscard]] bool isEmpty() const { return m_text.empty(); }
    [[nodiscard]] friend bool operator==(const Id&, const Id&) = default;
    [[nodiscard]] friend auto operator<=>(const Id&, const Id&) = default;

private:
    std::string m_text;
};

/// One order of ours from draft to final state, whatever number of times it is replaced.
using OrderId = Id<struct OrderIdTag>;
/// What the venue knows one submission by; minted before the intent is written, new for every replace.
using ClientOrderId = Id<struct ClientOrderIdTag>;
/// The venue's own number for a working order.
using VenueOrderId = Id<struct VenueOrderIdTag>;
/// The venue's number of one execution; fills are keyed by it.
using ExecutionId = Id<struct ExecutionIdTag>;

} // namespace strikedesk

template <typename Tag>
struct std::hash<strikedesk::Id<Tag>>
{
    std::size_t operator()(const strikedesk::Id<Tag>& id) const noexcept
    {
        return std::hash<std::string> {}(id.text());
    }
};
