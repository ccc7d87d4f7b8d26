// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/JsonLook.h"
#include "core/util/Error.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace strikedesk {

/// Reads the fields of one object of an order document. The first failure stays and later reads answer
/// nothing, so that an object is read in one go and asked once whether it was sound.
class OrderDocumentReader
{
public:
    /// `place` names the object in the sentences: "the order", "leg 2".
    OrderDocumentReader(JsonLook object, std::string place);

    void allowOnly(std::initializer_list<const char*> keys);

    /// Nothing when the field is absent or null; a required one is then refused.
    [[nodiscard]] std::optional<JsonLook> field(const char* key, bool isRequired);
    [[nodiscard]] std::optional<std::string> text(const char* key, bool isRequired, int lengthMax = 128);
    [[nodiscard]] std::optional<std::int64_t> whole(const char* key, const char* code, bool isRequired);

    /// Money and prices travel as decimal strings, never as numbers.
    template <typename Amount>
    [[nodiscard]] std::optional<Amount> decimal(const char* key, const char* code)
    {
        const auto digits = decimalText(key, code);
        if (!digits)
            return {};
        const auto parsed = Amount::parse(*digits);
        if (parsed)
            return *parsed;
        refuseField(key, code, parsed.error().message);
        return {};
    }

    template <typename Value>
    [[nodiscard]] std::optional<Value> word(const char* key, const char* code, bool isRequired,
                                            std::optional<Value> (*valueOf)(std::string_view),
                                            const char* choices)
    {
        const auto name = text(key, isRequired);
        if (!name)
            return {};
        const auto value = valueOf(*name);
        if (!value)
            refuseField(key, code, std::string("expected one of ") + choices + '.');
        return value;
    }

    void refuse(std::string code, std::string message);
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

private:
    std::optional<std::string> decimalText(const char* key, const char* code);
    void refuseField(const char* key, const char* code, const std::string& sentence);

    JsonLook m_object;
    std::string m_place;
    std::optional<Error> m_error;
};

} // namespace strikedesk
