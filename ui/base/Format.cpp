// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/Format.h"

#include "core/instruments/OsiSymbol.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <array>
#include <cmath>

namespace strikedesk::ui {
namespace {

constexpr QChar minusSign(0x2212);

// The value in 1/10^decimals, half to even, without passing through a double.
std::int64_t roundedUnits(std::int64_t units, int decimals)
{
    static constexpr std::array<std::int64_t, 5> divisors {10'000, 1'000, 100, 10, 1};
    return checked::divideHalfEven(units, divisors[std::size_t(decimals)]);
}

QString decimalDigits(std::int64_t units, int decimals)
{
    static constexpr std::array<std::int64_t, 5> scales {1, 10, 100, 1'000, 10'000};
    const std::int64_t scale = scales[std::size_t(decimals)];
    const std::int64_t magnitude = units < 0 ? -units : units;
    const QLocale locale;
    QString text = locale.toString(qlonglong(magnitude / scale));
    if (decimals > 0)
        text += locale.decimalPoint() + QString::number(magnitude % scale).rightJustified(decimals, u'0');
    return text;
}

QString decimalText(std::int64_t units, int decimals, bool hasPlus)
{
    const std::int64_t rounded = roundedUnits(units, decimals);
    QString text = decimalDigits(rounded, decimals);
    if (rounded < 0)
        text.prepend(minusSign);
    else if (hasPlus && rounded > 0)
        text.prepend(u'+');
    return text;
}

const QTimeZone& exchangeZone()
{
    static const QTimeZone zone("America/New_York");
    return zone;
}

QDateTime exchangeTime(Instant instant)
{
    const auto milliseconds
        = std::chrono::floor<std::chrono::milliseconds>(instant.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds, exchangeZone());
}

} // namespace

QString unknownText()
{
    return u"–"_s;
}

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString priceText(Price price, int decimals)
{
    return decimalText(price.units(), decimals, false);
}

QString priceText(std::optional<Price> price, int decimals)
{
    return price ? priceText(*price, decimals) : unknownText();
}

QString strikeText(Price strike)
{
    const int decimals = strike.units() % 10'000 == 0 ? 0 : strike.units() % 1'000 == 0 ? 1 : 2;
    return decimalText(strike.units(), decimals, false);
}

QString moneyText(Money money, int decimals)
{
    return decimalText(money.units(), decimals, false);
}

QString moneyText(std::optional<Money> money, int decimals)
{
    return money ? moneyText(*money, decimals) : unknownText();
}

QString dollarsText(Money money)
{
    QString text = u'$' + decimalDigits(std::abs(roundedUnits(money.units(), 2)), 2);
    if (roundedUnits(money.units(), 2) < 0)
        text.prepend(minusSign);
    return text;
}

QString signedMoneyText(Money money, int decimals)
{
    return decimalText(money.units(), decimals, true);
}

QString signedMoneyText(std::optional<Money> money, int decimals)
{
    return money ? signedMoneyText(*money, decimals) : unknownText();
}

QString netPriceText(std::optional<Price> price)
{
    if (!price)
        return unknownText();
    if (price->isZero())
        return QCoreApplication::translate("Format", "even");
    const QString amount = priceText(absolute(*price));
    return price->isPositive() ? QCoreApplication::translate("Format", "%1 debit").arg(amount)
                               : QCoreApplication::translate("Format", "%1 credit").arg(amount);
}

QString numberText(std::optional<double> value, int decimals)
{
    if (!value || !std::isfinite(*value))
        return unknownText();
    QString text = QLocale().toString(std::fabs(*value), 'f', decimals);
    // A value that rounds to zero has no sign.
    if (*value < 0 && text != QLocale().toString(0.0, 'f', decimals))
        text.prepend(minusSign);
    return text;
}

QString signedNumberText(std::optional<double> value, int decimals)
{
    QString text = numberText(value, decimals);
    if (value && *value > 0 && text != QLocale().toString(0.0, 'f', decimals))
        text.prepend(u'+');
    return text;
}

QString percentText(std::optional<double> fraction, int decimals)
{
    return fraction ? numberText(*fraction * 100.0, decimals) : unknownText();
}

QString countText(std::int64_t count)
{
    return decimalText(count * 10'000, 0, false);
}

QString signedCountText(std::int64_t count)
{
    return decimalText(count * 10'000, 0, true);
}

QString clockText(Instant instant)
{
    return exchangeTime(instant).toString(u"HH:mm:ss"_s);
}

QString clockMillisecondsText(Instant instant)
{
    return exchangeTime(instant).toString(u"HH:mm:ss.zzz"_s);
}

QString stampText(Instant instant)
{
    return exchangeTime(instant).toString(u"HH:mm:ss"_s) + u" ET"_s;
}

QString dayStampText(Instant instant)
{
    return QLocale().toString(exchangeTime(instant), u"ddd d MMM yy HH:mm:ss"_s) + u" ET"_s;
}

QString dateText(Date date)
{
    const QDate shown(int(date.year()), int(unsigned(date.month())), int(unsigned(date.day())));
    return shown.isValid() ? QLocale().toString(shown, u"d MMM yy"_s) : unknownText();
}

Date exchangeDate(Instant instant)
{
    const QDate date = exchangeTime(instant).date();
    return Date {std::chrono::year {date.year()}, std::chrono::month {unsigned(date.month())},
                 std::chrono::day {unsigned(date.day())}};
}

QString ageText(std::optional<double> seconds)
{
    if (!seconds)
        return unknownText();
    if (*seconds < 9.95)
        return QCoreApplication::translate("Format", "%1 s", "age").arg(numberText(seconds, 1));
    if (*seconds < 120)
        return QCoreApplication::translate("Format", "%1 s", "age").arg(numberText(seconds, 0));
    if (*seconds < 7200)
        return QCoreApplication::translate("Format", "%1 min", "age").arg(numberText(*seconds / 60, 0));
    return QCoreApplication::translate("Format", "%1 h", "age").arg(numberText(*seconds / 3600, 0));
}

QString countdownText(double seconds)
{
    if (seconds <= 0)
        return QCoreApplication::translate("Format", "settled", "an expiry that is over");
    const auto total = std::int64_t(seconds);
    return u"%1:%2:%3"_s.arg(total / 3600, 2, 10, QChar(u'0'))
        .arg(total / 60 % 60, 2, 10, QChar(u'0'))
        .arg(total % 60, 2, 10, QChar(u'0'));
}

QString shortContractText(std::string_view symbol)
{
    const auto parsed = parseSymbol(symbol);
    if (!parsed)
        return textOf(symbol);
    return dateText(parsed->expiry) + u' ' + strikeText(parsed->strike)
        + (parsed->right == Right::Call ? u" C"_s : u" P"_s);
}

QString contractText(std::string_view symbol)
{
    const auto parsed = parseSymbol(symbol);
    return parsed ? QString(textOf(parsed->root) + u' ' + shortContractText(symbol)) : textOf(symbol);
}

} // namespace strikedesk::ui
