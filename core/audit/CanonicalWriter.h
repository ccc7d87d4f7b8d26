// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

/// Writes canonical JSON (CanonicalJson.h) straight into bytes. Members may come in any order and are sorted
/// when their object ends; those that come in the order of their keys are not touched again. No key comes
/// twice in one object.
///
/// Thread: owned by one thread.
class CanonicalWriter
{
public:
    CanonicalWriter();

    void beginObject();
    void endObject();
    void beginArray();
    void endArray();
    /// The next value belongs to this member; `name` (UTF-8) must live until its object has ended.
    void key(std::string_view name);
    /// UTF-8; what is not is mended as QString would.
    void text(std::string_view value);
    void number(std::int64_t value);
    /// For numbers that may lie beyond 2^53, where a JSON number is not exact.
    void numberAsText(std::int64_t value);
    void boolean(bool value);
    /// A value that is canonical already.
    void raw(std::string_view canonical);

    /// All that was written; the writer is empty again.
    [[nodiscard]] std::string take();

private:
    /// A member of an object that has not ended: where its key begins in m_bytes.
    struct Member
    {
        std::string_view key;
        std::size_t begin;
    };
    struct Open
    {
        bool isObject;
        bool isEmpty;
        bool isInOrder;          ///< The members of an object came by their keys.
        std::size_t begin;       ///< Of the first member in m_bytes.
        std::size_t firstMember; ///< In m_members.
    };

    void beginValue();
    void putInOrder(const Open& object);

    std::string m_bytes;
    std::string m_sorted; ///< Where the members of an object are put in order.
    std::vector<Member> m_members;
    std::vector<Open> m_open;
};

} // namespace strikedesk
