// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace strikedesk {

/// A SHA-256 hash.
using Digest = std::array<std::uint8_t, 32>;

/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string hexText(std::span<const std::uint8_t> bytes);
/// Nothing unless the text is exactly 64 hexadecimal digits.
[[nodiscard]] std::optional<Digest> digestFromHex(std::string_view text);
[[nodiscard]] std::optional<Digest> digestFromBytes(std::span<const std::uint8_t> bytes);

[[nodiscard]] Digest sha256(std::string_view bytes);

/// What a record's hash is made of, put together: one short text is hashed much quicker than many pieces.
class HashInput
{
public:
    HashInput() { m_bytes.reserve(1'024); } // longer than most records

    void add(std::string_view bytes) { m_bytes += bytes; }
    void add(const Digest& digest);
    /// In the place of a digest that was added first.
    void putFirst(const Digest& digest);
    /// Eight bytes, most significant first.
    void addNumber(std::uint64_t number);
    /// The length (four bytes, most significant first), then the bytes: two fields never run together.
    void addField(std::string_view bytes);
    [[nodiscard]] Digest digest() const { return sha256(m_bytes); }

private:
    std::string m_bytes;
};

/// SHA-256 of a stream that is never whole in memory, such as all trading events of a run.
class Hasher
{
public:
    Hasher();
    ~Hasher();
    Hasher(Hasher&&) noexcept;
    Hasher& operator=(Hasher&&) noexcept;

    void add(std::string_view bytes);
    /// The hash of what was added so far; more may follow.
    [[nodiscard]] Digest digest() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace strikedesk
