// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/gate/HostPolicy.h"
#include "core/api/gate/HttpHead.h"
#include "core/util/Assert.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace strikedesk;
using namespace strikedesk::api;

// A head that was accepted holds what the gate relies on, and no beginning of it was refused or accepted
// before.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const HeadOutcome outcome = parseHead(bytes, {});
    const auto* head = std::get_if<HttpHead>(&outcome);
    if (!head)
        return 0;
    STRIKEDESK_ASSERT(head->size <= bytes.size() && head->size <= HttpLimits().head,
                      "the size is inside the text");
    STRIKEDESK_ASSERT(bytes.substr(head->size - 4, 4) == "\r\n\r\n", "a head ends with an empty line");
    STRIKEDESK_ASSERT(head->path.front() == '/', "a path starts with a slash");
    STRIKEDESK_ASSERT(head->header("host").has_value(), "there is exactly one host");
    STRIKEDESK_ASSERT(!head->header("transfer-encoding"), "no encoding passes");
    STRIKEDESK_ASSERT(head->headers.size() <= HttpLimits().headers, "the headers are counted");
    for (std::size_t length = 0; length < head->size; ++length)
        STRIKEDESK_ASSERT(std::holds_alternative<NeedMoreBytes>(parseHead(bytes.substr(0, length), {})),
                          "the beginning of a good head is neither complete nor refused");
    (void)HostPolicy(8642).check(*head);
    return 0;
}
