// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pricing/CsvText.h"
#include "core/settings/Fault.h"
#include "core/util/Instant.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strikedesk {

/// A small CSV file that a person edits: a header with known columns in any order, lines that begin with #
/// are remarks. Reads row by row and collects every fault with its line; codes are `inputs.…`.
class InputTable
{
public:
    /// `columns` are all there are; none may be missing.
    InputTable(std::string_view text, std::span<const std::string_view> columns, std::vector<Fault>& faults);

    /// Goes to the next row that has all its cells. False at the end, or when the header is at fault.
    [[nodiscard]] bool next();
    [[nodiscard]] int line() const { return m_csv.line(); }
    /// The cell without blanks around it.
    [[nodiscard]] std::string_view cell(std::string_view column) const;

    /// These answer nothing and note a fault when the cell is not what it should be.
    [[nodiscard]] std::optional<Date> date(std::string_view column);
    [[nodiscard]] std::optional<double> number(std::string_view column, double minimum, double maximum);
    [[nodiscard]] std::optional<std::string> text(std::string_view column); ///< Not empty.

    void addFault(std::string_view column, std::string_view code, std::string message);

private:
    void readHeader(std::span<const std::string_view> columns);

    pricing::detail::CsvText m_csv;
    std::vector<Fault>& m_faults;
    std::vector<std::string> m_header;
    std::vector<std::string> m_cells;
    bool m_isReadable = true;
};

} // namespace strikedesk
