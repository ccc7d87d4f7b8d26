// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/util/IdSource.h"

#include <fmt/format.h>

#include <string_view>

namespace strikedesk {
namespace {

constexpr std::string_view checkAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

char checkCharacter(std::string_view body)
{
    unsigned product = 36;
    for (const char c : body) {
        const auto value = checkAlphabet.find(c);
        if (value == std::string_view::npos)
            continue; // the dashes carry no value
        unsigned sum = (product + unsigned(value)) % 36;
        if (sum == 0)
            sum = 36;
        product = (sum * 2) % 37;
    }
    return checkAlphabet[(37 - product) % 36];
}

} // namespace

IdSource::IdSource(std::uint64_t epoch, std::uint64_t firstNumber)
    : m_epoch(epoch)
    , m_number(firstNumber)
{
}

std::string IdSource::next(char prefix)
{
    std::string id = fmt::format("{}{}-{:06}", prefix, m_epoch, m_number++);
    const char check = checkCharacter(id);
    id += '-';
    id += check;
    return id;
}

bool isWellFormedId(const std::string& id)
{
    const auto dash = id.rfind('-');
    if (dash == std::string::npos || dash + 2 != id.size() || dash == 0)
        return false;
    return checkCharacter(std::string_view(id).substr(0, dash)) == id.back();
}

} // namespace strikedesk
