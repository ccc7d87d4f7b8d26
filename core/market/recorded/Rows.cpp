// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/market/recorded/Rows.h"

#include <fmt/format.h>

#include <chrono>
#include <limits>

namespace strikedesk::recorded {
namespace {

constexpr std::int64_t dayMs = 86'400'000;
// A million dollars a share and a hundred million million shares: anything above is no price and no volume.
constexpr std::int64_t priceUnitsMax = 10'000'000'000;
constexpr std::int64_t volumeMax = 100'000'000'000'000;

// Walks over the fields of one line. Every reader answers false when the field is not exactly what it should
// be; what failed is then in `fault`.
class FieldReader
{
public:
    FieldReader(std::string_view line, const RowFormat& format)
        : m_position(line.data())
        , m_end(line.data() + line.size())
        , m_format(format)
    {
    }

    [[nodiscard]] std::string_view fault() const { return m_fault; }

    // A field that is empty: a comma (or the end) follows at once.
    [[nodiscard]] bool isAtEmptyField() const { return m_position == m_end || *m_position == ','; }

    bool skipEmpty()
    {
        if (!isAtEmptyField())
            return refuse("an empty field");
        return passSeparator();
    }

    bool readStart(std::int64_t& ms)
    {
        if (m_format.clock == RowClock::DateAndTime)
            return readDateAndTime(ms) && passSeparator();
        if (!readDigits(ms, dayMs - 1))
            return refuse("milliseconds since midnight");
        return passSeparator();
    }

    bool readPrice(std::int64_t& units)
    {
        if (m_format.unit == PriceUnit::TenThousandths) {
            if (!readDigits(units, priceUnitsMax))
                return refuse("a price in 1/10,000 dollar");
            return passSeparator();
        }
        return readPlainPrice(units) && passSeparator();
    }

    bool readCount(std::int64_t& count, std::int64_t limit)
    {
        if (!readDigits(count, limit))
            return refuse("a count");
        return passSeparator();
    }

    // All fields were read and nothing is left.
    bool finish() { return m_hasEnded || refuse("the end of the line"); }

private:
    bool refuse(std::string_view expected)
    {
        if (m_fault.empty())
            m_fault = expected;
        return false;
    }

    // At least one digit, no sign, at most `limit`.
    bool readDigits(std::int64_t& value, std::int64_t limit)
    {
        const char* const start = m_position;
        std::int64_t sum = 0;
        while (m_position != m_end && *m_position >= '0' && *m_position <= '9') {
            sum = sum * 10 + (*m_position - '0');
            if (sum > limit)
                return false;
            ++m_position;
        }
        value = sum;
        return m_position != start;
    }

    // "3764.61": digits beyond the fourth decimal round to the nearest.
    bool readPlainPrice(std::int64_t& units)
    {
        std::int64_t whole = 0;
        if (!readDigits(whole, priceUnitsMax / 10'000))
            return refuse("a price in dollars");
        units = whole * 10'000;
        if (m_position == m_end || *m_position != '.')
            return true;
        ++m_position;
        std::int64_t weight = 1'000;
        int decimals = 0;
        for (; m_position != m_end && *m_position >= '0' && *m_position <= '9'; ++m_position, ++decimals) {
            units += (*m_position - '0') * weight;
            if (decimals == 4 && *m_position >= '5')
                ++units;
            weight /= 10;
        }
        return decimals > 0 || refuse("digits after the decimal point");
    }

    bool readDateAndTime(std::int64_t& ms)
    {
        std::int64_t date = 0;
        std::int64_t hour = 0;
        std::int64_t minute = 0;
        if (!readDigits(date, 99'991'231) || !pass(' ') || !readDigits(hour, 23) || !pass(':')
            || !readDigits(minute, 59))
            return refuse("a date and time such as 20140606 09:00");
        const std::chrono::year_month_day day {std::chrono::year(int(date / 10'000)),
                                               std::chrono::month(unsigned(date / 100 % 100)),
                                               std::chrono::day(unsigned(date % 100))};
        if (!day.ok() || date < 19'000'000)
            return refuse("a date that exists");
        ms = std::chrono::sys_days {day}.time_since_epoch().count() * dayMs + (hour * 60 + minute) * 60'000;
        return true;
    }

    bool pass(char c)
    {
        if (m_position == m_end || *m_position != c)
            return false;
        ++m_position;
        return true;
    }

    bool passSeparator()
    {
        if (m_hasEnded)
            return refuse("more fields");
        if (m_position == m_end) {
            m_hasEnded = true;
            return true;
        }
        return pass(',') || refuse("a comma");
    }

    const char* m_position;
    const char* m_end;
    const RowFormat& m_format;
    std::string_view m_fault;
    bool m_hasEnded = false;
};

// Open, high, low and close are all given or all empty; an empty side has no size or size 0.
bool readSide(FieldReader& fields, SideClose& side, bool mayBeZero)
{
    std::int64_t size = 0;
    if (fields.isAtEmptyField()) {
        for (int field = 0; field < 4; ++field) {
            if (!fields.skipEmpty())
                return false;
        }
        return fields.isAtEmptyField() ? fields.skipEmpty() : fields.readCount(size, 0);
    }
    std::int64_t price = 0;
    for (int field = 0; field < 4; ++field) {
        if (!fields.readPrice(price))
            return false;
    }
    // An offer at nothing is not an offer. A bid of nothing, when it is said, is a bid.
    if (price == 0 && !mayBeZero)
        return false;
    if (!fields.readCount(size, std::numeric_limits<std::int32_t>::max()))
        return false;
    side = {price, static_cast<std::int32_t>(size), true};
    return true;
}

bool readQuoteRow(FieldReader& fields, QuoteRow& row)
{
    return fields.readStart(row.startMs) && readSide(fields, row.bid, true)
        && readSide(fields, row.ask, false) && fields.finish();
}

bool readTradeRow(FieldReader& fields, TradeRow& row)
{
    if (!fields.readStart(row.startMs))
        return false;
    for (int field = 0; field < 4; ++field) {
        if (!fields.readPrice(row.close))
            return false;
    }
    return fields.readCount(row.volume, volumeMax) && fields.finish();
}

bool readCountRow(FieldReader& fields, CountRow& row)
{
    return fields.readStart(row.startMs) && fields.readCount(row.count, volumeMax) && fields.finish();
}

std::string excerptOf(std::string_view line)
{
    std::string text(line.substr(0, 80));
    for (char& c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e)
            c = '?';
    }
    return text;
}

template <typename Row>
Result<void> parseRows(std::string_view text, const RowFormat& format, std::vector<Row>& rows,
                       bool (*readRow)(FieldReader&, Row&))
{
    std::int64_t lastMs = std::numeric_limits<std::int64_t>::min();
    int line = 0;
    const auto refuse = [&](std::string_view row, std::string_view what) {
        return fail("data.broken",
                    fmt::format("Line {} of '{}' in '{}' is broken: expected {}, found '{}'.", line,
                                format.member, format.file, what, excerptOf(row)));
    };
    while (!text.empty()) {
        ++line;
        const std::size_t end = text.find('\n');
        std::string_view row = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (row.ends_with('\r'))
            row.remove_suffix(1);
        Row read;
        FieldReader fields(row, format);
        if (!readRow(fields, read))
            return refuse(row, fields.fault().empty() ? "an offer above zero" : fields.fault());
        if (read.startMs <= lastMs)
            return refuse(row, "a time later than the row before");
        lastMs = read.startMs;
        rows.push_back(read);
    }
    return {};
}

} // namespace

Result<void> parseQuoteRows(std::string_view text, const RowFormat& format, std::vector<QuoteRow>& rows)
{
    return parseRows<QuoteRow>(text, format, rows, readQuoteRow);
}

Result<void> parseTradeRows(std::string_view text, const RowFormat& format, std::vector<TradeRow>& rows)
{
    return parseRows<TradeRow>(text, format, rows, readTradeRow);
}

Result<void> parseOpenInterestRows(std::string_view text, const RowFormat& format,
                                   std::vector<CountRow>& rows)
{
    return parseRows<CountRow>(text, format, rows, readCountRow);
}

} // namespace strikedesk::recorded
