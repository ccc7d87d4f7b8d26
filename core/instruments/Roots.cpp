// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instruments/Roots.h"

#include <algorithm>
#include <array>
#include <string>

namespace strikedesk {
namespace {

// VIX and VIXW both settle at the opening of their Wednesday. The ticks of XSP, MRUT and DJX follow the ETF
// on the same index (Cboe rule 5.4). Volatility is not a broad index for margin: the higher rate is the safe
// one.
// clang-format off
constexpr auto rootTable = [] {
    constexpr auto american = ExerciseStyle::American;
    constexpr auto european = ExerciseStyle::European;
    constexpr auto atOpen = SettlementTime::Am;
    constexpr auto atClose = SettlementTime::Pm;
    constexpr auto shares = SettlementMethod::Physical;
    constexpr auto cash = SettlementMethod::Cash;
    constexpr auto cent = TickTable::penny();
    constexpr auto centNickel = TickTable::pennyNickel();
    constexpr auto nickelDime = TickTable::nickelDime();
    constexpr auto nickel = TickTable::nickel();
    return std::to_array<RootTerms>({
        //root     underlying style     settles  method  ticks       package broad  late   simulated
        {"SPX",    "SPX",     european, atOpen,  cash,   nickelDime, nickel, true,  true,  false},
        {"SPXW",   "SPX",     european, atClose, cash,   nickelDime, nickel, true,  true,  false},
        {"XSP",    "XSP",     european, atClose, cash,   cent,       cent,   true,  true,  false},
        {"NDX",    "NDX",     european, atOpen,  cash,   nickelDime, nickel, true,  true,  false},
        {"NDXP",   "NDX",     european, atClose, cash,   nickelDime, nickel, true,  true,  false},
        {"NQX",    "NQX",     european, atClose, cash,   nickelDime, nickel, true,  true,  false},
        {"XND",    "XND",     european, atClose, cash,   cent,       cent,   true,  true,  false},
        {"RUT",    "RUT",     european, atOpen,  cash,   nickelDime, nickel, true,  true,  false},
        {"RUTW",   "RUT",     european, atClose, cash,   nickelDime, nickel, true,  true,  false},
        {"MRUT",   "MRUT",    european, atClose, cash,   cent,       cent,   true,  true,  false},
        {"VIX",    "VIX",     european, atOpen,  cash,   centNickel, cent,   false, true,  false},
        {"VIXW",   "VIX",     european, atOpen,  cash,   cent,       cent,   false, true,  false},
        {"OEX",    "OEX",     american, atClose, cash,   nickelDime, nickel, true,  true,  false},
        {"XEO",    "OEX",     european, atClose, cash,   nickelDime, nickel, true,  true,  false},
        {"DJX",    "DJX",     european, atOpen,  cash,   centNickel, cent,   true,  true,  false},
        {"SPY",    "SPY",     american, atClose, shares, cent,       cent,   false, true,  false},
        {"QQQ",    "QQQ",     american, atClose, shares, cent,       cent,   false, true,  false},
        {"IWM",    "IWM",     american, atClose, shares, cent,       cent,   false, true,  false},
        {"DIA",    "DIA",     american, atClose, shares, centNickel, cent,   false, true,  false},
        {"BRKB",   "BRK.B",   american, atClose, shares, nickelDime, cent,   false, false, false},
        {"BFB",    "BF.B",    american, atClose, shares, nickelDime, cent,   false, false, false},
        {"SIMX",   "SIMX",    american, atClose, shares, cent,       cent,   false, false, true},
        {"ACME",   "ACME",    american, atClose, shares, centNickel, cent,   false, false, true},
        {"NDEX",   "NDEX",    european, atOpen,  cash,   nickelDime, nickel, true,  false, true},
        {"NDEXP",  "NDEX",    european, atClose, cash,   nickelDime, nickel, true,  false, true},
    });
}();

// Classes of the Penny Interval Program that every recorded day of ours agrees with. The programme is revised
// each year; where a broker names the class, its word wins. GOOG and NWSA trade in nickels on the recorded days.
constexpr auto pennyProgram = std::to_array<std::string_view>({
    "AA",   "AAL",  "AAPL", "ABBV", "ABNB", "ABT",  "ADBE", "AMAT", "AMD",  "AMZN", "ARKK", "AVGO", "AXP",
    "BA",   "BABA", "BAC",  "BMY",  "C",    "CAT",  "CCL",  "CMCSA", "COIN", "COP",  "COST", "CRM",  "CSCO",
    "CVS",  "CVX",  "DAL",  "DIS",  "EEM",  "EFA",  "EWZ",  "F",    "FB",   "FCX",  "FXI",  "GDX",  "GE",
    "GILD", "GLD",  "GM",   "GS",   "HD",   "HYG",  "IBM",  "INTC", "IYR",  "JNJ",  "JPM",  "KO",   "KRE",
    "LLY",  "LQD",  "LVS",  "LYFT", "MA",   "MARA", "MCD",  "META", "MRK",  "MRNA", "MS",   "MSFT", "MSTR",
    "MU",   "NEM",  "NFLX", "NIO",  "NKE",  "NVDA", "ORCL", "OXY",  "PEP",  "PFE",  "PG",   "PLTR", "PYPL",
    "QCOM", "RIVN", "ROKU", "SBUX", "SHOP", "SLV",  "SMH",  "SNAP", "SOFI", "SQ",   "T",    "TGT",  "TLT",
    "TSLA", "TSM",  "UAL",  "UBER", "UNG",  "UNH",  "USO",  "V",    "VALE", "VXX",  "VZ",   "WBA",  "WFC",
    "WMT",  "X",    "XBI",  "XLB",  "XLE",  "XLF",  "XLI",  "XLK",  "XLP",  "XLU",  "XLV",  "XLY",  "XOM",
    "XOP",  "XRT",
});
// clang-format on

static_assert(std::ranges::is_sorted(pennyProgram), "the class is looked up by bisection");

bool isRootDigit(char c)
{
    return c >= '0' && c <= '9';
}

// "AAPL1" and the older "2AAPL" are adjusted contracts of AAPL.
std::string_view withoutAdjustment(std::string_view root)
{
    while (!root.empty() && isRootDigit(root.back()))
        root.remove_suffix(1);
    while (!root.empty() && isRootDigit(root.front()))
        root.remove_prefix(1);
    return root;
}

const RootTerms* termsOfUnderlying(std::string_view underlying)
{
    const auto row = std::ranges::find(rootTable, underlying, &RootTerms::underlying);
    return row == rootTable.end() ? nullptr : &*row;
}

} // namespace

std::span<const RootTerms> roots()
{
    return rootTable;
}

const RootTerms* findRoot(std::string_view root)
{
    const auto row = std::ranges::find(rootTable, root, &RootTerms::root);
    return row == rootTable.end() ? nullptr : &*row;
}

OptionContract contractFor(const OsiSymbol& symbol)
{
    OptionContract contract;
    contract.root = symbol.root;
    contract.expiry = symbol.expiry;
    contract.right = symbol.right;
    contract.strike = symbol.strike;

    const std::string_view plainRoot = withoutAdjustment(symbol.root);
    if (const RootTerms* terms = findRoot(plainRoot)) {
        contract.underlying = std::string(terms->underlying);
        contract.style = terms->style;
        contract.settlement = terms->settlement;
        contract.method = terms->method;
        contract.ticks = terms->ticks;
    } else {
        contract.underlying = std::string(plainRoot);
        if (std::ranges::binary_search(pennyProgram, plainRoot))
            contract.ticks = TickTable::pennyNickel();
    }
    if (contract.method == SettlementMethod::Physical && !contract.isAdjusted())
        contract.deliverables = {{contract.underlying, Quantity(contract.multiplier.shares()), Money()}};
    return contract;
}

OptionContract contractFor(const OsiSymbol& symbol, std::vector<Deliverable> deliverables)
{
    OptionContract contract = contractFor(symbol);
    contract.deliverables = std::move(deliverables);
    return contract;
}

TickTable packageTicks(std::string_view underlying)
{
    const RootTerms* terms = termsOfUnderlying(underlying);
    return terms ? terms->packageTicks : TickTable::penny();
}

bool isBroadIndex(std::string_view underlying)
{
    const RootTerms* terms = termsOfUnderlying(underlying);
    return terms && terms->isBroadIndex;
}

bool tradesLate(std::string_view underlying)
{
    const RootTerms* terms = termsOfUnderlying(underlying);
    return terms && terms->tradesLate;
}

bool isIndex(std::string_view underlying)
{
    const RootTerms* terms = termsOfUnderlying(underlying);
    return terms && terms->method == SettlementMethod::Cash;
}

} // namespace strikedesk
