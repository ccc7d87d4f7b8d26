// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/CanonicalWriter.h"

#include "core/audit/CanonicalJson.h"
#include "core/util/Assert.h"

#include <QString>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

namespace strikedesk {
namespace {

// Of eight bytes at once: whether each is what nearly all are, nothing to escape and nothing to mend (0x20 to
// 0x7f but quote and backslash). A borrow can only come from a byte that is at fault itself.
bool arePlain(std::uint64_t bytes)
{
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t tops = ones << 7;
    const auto hasZero = [](std::uint64_t word) { return (word - ones) & ~word & tops; };
    const std::uint64_t faults = ((bytes - ones * 0x20U) | bytes) & tops;
    return (faults | hasZero(bytes ^ (ones * '"')) | hasZero(bytes ^ (ones * '\\'))) == 0;
}

bool isPlain(std::string_view text)
{
    constexpr std::size_t word = sizeof(std::uint64_t);
    std::uint64_t bytes = 0;
    for (; text.size() >= word; text.remove_prefix(word)) {
        std::memcpy(&bytes, text.data(), word);
        if (!arePlain(bytes))
            return false;
    }
    std::memset(&bytes, ' ', word);
    std::memcpy(&bytes, text.data(), text.size());
    return arePlain(bytes);
}

void appendText(std::string& out, std::string_view text)
{
    if (!isPlain(text)) {
        out += canonicalString(QString::fromUtf8(text.data(), qsizetype(text.size())));
        return;
    }
    const std::size_t begin = out.size();
    out.resize(begin + text.size() + 2);
    out[begin] = '"';
    std::ranges::copy(text, out.begin() + std::ptrdiff_t(begin + 1));
    out.back() = '"';
}

} // namespace

// Most records fit.
CanonicalWriter::CanonicalWriter()
{
    m_bytes.reserve(1'024);
    m_members.reserve(64);
    m_open.reserve(8);
}

// An element of an array needs its comma; a member has got its own with its key.
void CanonicalWriter::beginValue()
{
    if (!m_open.empty() && !m_open.back().isObject && !std::exchange(m_open.back().isEmpty, false))
        m_bytes += ',';
}

void CanonicalWriter::beginObject()
{
    beginValue();
    m_bytes += '{';
    m_open.push_back({true, true, true, m_bytes.size(), m_members.size()});
}

void CanonicalWriter::endObject()
{
    STRIKEDESK_ASSERT(!m_open.empty() && m_open.back().isObject, "an object ends that was begun");
    const Open object = m_open.back();
    m_open.pop_back();
    if (!object.isInOrder)
        putInOrder(object);
    m_bytes += '}';
    m_members.resize(object.firstMember);
}

void CanonicalWriter::putInOrder(const Open& object)
{
    struct Piece
    {
        std::string_view key;
        std::string_view bytes;
    };
    m_sorted.assign(m_bytes, object.begin);
    const std::string_view written = m_sorted;
    std::vector<Piece> pieces;
    std::size_t end = written.size();
    for (std::size_t member = m_members.size(); member-- > object.firstMember;) {
        const std::size_t begin = m_members[member].begin - object.begin;
        pieces.push_back({m_members[member].key, written.substr(begin, end - begin)});
        end = begin - std::min<std::size_t>(begin, 1); // the comma between them
    }
    std::ranges::sort(pieces, {}, &Piece::key);
    m_bytes.resize(object.begin);
    for (const Piece& piece : pieces) {
        if (m_bytes.size() > object.begin)
            m_bytes += ',';
        m_bytes += piece.bytes;
    }
}

void CanonicalWriter::beginArray()
{
    beginValue();
    m_bytes += '[';
    m_open.push_back({false, true, true, m_bytes.size(), m_members.size()});
}

void CanonicalWriter::endArray()
{
    STRIKEDESK_ASSERT(!m_open.empty() && !m_open.back().isObject, "an array ends that was begun");
    m_open.pop_back();
    m_bytes += ']';
}

void CanonicalWriter::key(std::string_view name)
{
    STRIKEDESK_ASSERT(!m_open.empty() && m_open.back().isObject, "a member belongs to an object");
    Open& object = m_open.back();
    if (!std::exchange(object.isEmpty, false)) {
        object.isInOrder = object.isInOrder && m_members.back().key < name;
        m_bytes += ',';
    }
    m_members.push_back({name, m_bytes.size()});
    appendText(m_bytes, name);
    m_bytes += ':';
}

void CanonicalWriter::text(std::string_view value)
{
    beginValue();
    appendText(m_bytes, value);
}

void CanonicalWriter::number(std::int64_t value)
{
    beginValue();
    char digits[20];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value);
    m_bytes.append(digits, std::size_t(end.ptr - digits));
}

void CanonicalWriter::numberAsText(std::int64_t value)
{
    beginValue();
    char digits[20];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value);
    m_bytes += '"';
    m_bytes.append(digits, std::size_t(end.ptr - digits));
    m_bytes += '"';
}

void CanonicalWriter::boolean(bool value)
{
    beginValue();
    m_bytes += value ? "true" : "false";
}

void CanonicalWriter::raw(std::string_view canonical)
{
    beginValue();
    m_bytes += canonical;
}

std::string CanonicalWriter::take()
{
    STRIKEDESK_ASSERT(m_open.empty(), "everything that was begun has ended");
    std::string written = m_bytes; // of its own size; the writer keeps its room
    m_bytes.clear();
    return written;
}

} // namespace strikedesk
