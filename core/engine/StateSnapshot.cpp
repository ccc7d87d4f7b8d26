// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/StateSnapshot.h"

#include "core/engine/StateFields.h"

#include <fmt/format.h>
#include <strikedesk/BuildIdentity.h>

namespace strikedesk {

std::string stateFormat()
{
    return fmt::format("1/{}/{}", build::version, build::commit);
}

std::string encodeState(const DeskState& state)
{
    CanonicalWriter out;
    writeCanonical(out, state);
    return out.take();
}

Result<void> decodeState(const std::string& text, DeskState& state)
{
    const auto document = CanonicalReader::parse(text);
    if (!document)
        return fail("audit.bad_record", "The state of a snapshot is not canonical JSON.");
    return fromJson(document->root(), state);
}

} // namespace strikedesk
