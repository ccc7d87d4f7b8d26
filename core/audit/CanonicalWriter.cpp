// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/CanonicalWriter.h"

#include "core/audit/CanonicalJson.h"
#include "core/util/Assert.h"

#include <QString>

#include <algorithm>
#include <charconv>
#include <utility>

namespace strikedesk {
namespace {

void appendText(std::string& out, std::string_view text)
{
    const bool isAscii
        = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (isAscii)
        appendCanonicalText(out, text);
    else
        out += canonicalString(QString::fromUtf8(text.data(), qsizetype(text.size())));
}

} // namespace

// An element of an array needs its comma; members get theirs when they are put in order.
void CanonicalWriter::beginValue()
{
    if (!m_open.empty() && !m_open.back().isObject && !std::exchange(m_open.back().isEmpty, false))
        m_bytes += ',';
}

void CanonicalWriter::beginObject()
{
    beginValue();
    m_open.push_back({true, true, m_bytes.size(), m_members.size()});
}

void CanonicalWriter::endObject()
{
    STRIKEDESK_ASSERT(!m_open.empty() && m_open.back().isObject, "an object ends that was begun");
    const Open object = m_open.back();
    m_open.pop_back();
    const auto first = m_members.begin() + std::ptrdiff_t(object.firstMember);
    const std::size_t count = m_members.size() - object.firstMember;
    m_sorted.assign(1, '{');
    // Where each member ends is where the next one that was written begins.
    std::vector<std::pair<Member, std::size_t>> members;
    members.reserve(count);
    for (auto member = first; member != m_members.end(); ++member)
        members.emplace_back(*member, member + 1 == m_members.end() ? m_bytes.size() : (member + 1)->begin);
    std::ranges::sort(members, {}, [](const auto& member) { return member.first.key; });
    for (const auto& [member, end] : members) {
        if (m_sorted.size() > 1)
            m_sorted += ',';
        appendText(m_sorted, member.key);
        m_sorted += ':';
        m_sorted.append(m_bytes, member.begin, end - member.begin);
    }
    m_sorted += '}';
    m_bytes.replace(object.begin, std::string::npos, m_sorted);
    m_members.resize(object.firstMember);
}

void CanonicalWriter::beginArray()
{
    beginValue();
    m_open.push_back({false, true, m_bytes.size(), m_members.size()});
    m_bytes += '[';
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
    m_members.push_back({name, m_bytes.size()});
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
    return std::exchange(m_bytes, {});
}

} // namespace strikedesk
