
# Consider dependencies only in project.
set(CMAKE_DEPENDS_IN_PROJECT_ONLY OFF)

# The set of languages for which implicit dependencies are needed:
set(CMAKE_DEPENDS_LANGUAGES
  )

# The set of dependency files which are needed:
set(CMAKE_DEPENDS_DEPENDENCY_FILES
  "/work/wt/venue/core/instruments/Catalogue.cpp" "core/CMakeFiles/strikedesk_model.dir/instruments/Catalogue.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/instruments/Catalogue.cpp.o.d"
  "/work/wt/venue/core/instruments/Contract.cpp" "core/CMakeFiles/strikedesk_model.dir/instruments/Contract.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/instruments/Contract.cpp.o.d"
  "/work/wt/venue/core/instruments/ExchangeTime.cpp" "core/CMakeFiles/strikedesk_model.dir/instruments/ExchangeTime.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/instruments/ExchangeTime.cpp.o.d"
  "/work/wt/venue/core/instruments/HolidayRules.cpp" "core/CMakeFiles/strikedesk_model.dir/instruments/HolidayRules.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/instruments/HolidayRules.cpp.o.d"
  "/work/wt/venue/core/instruments/HolidayTable.cpp" "core/CMakeFiles/strikedesk_model.dir/instruments/HolidayTable.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/instruments/HolidayTable.cpp.o.d"
  "/work/wt/venue/core/instruments/OsiSymbol.cpp" "core/CMakeFiles/strikedesk_model.dir/instruments/OsiSymbol.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/instruments/OsiSymbol.cpp.o.d"
  "/work/wt/venue/core/instruments/Roots.cpp" "core/CMakeFiles/strikedesk_model.dir/instruments/Roots.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/instruments/Roots.cpp.o.d"
  "/work/wt/venue/core/instruments/Structures.cpp" "core/CMakeFiles/strikedesk_model.dir/instruments/Structures.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/instruments/Structures.cpp.o.d"
  "/work/wt/venue/core/instruments/TickTable.cpp" "core/CMakeFiles/strikedesk_model.dir/instruments/TickTable.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/instruments/TickTable.cpp.o.d"
  "/work/wt/venue/core/instruments/TradingCalendar.cpp" "core/CMakeFiles/strikedesk_model.dir/instruments/TradingCalendar.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/instruments/TradingCalendar.cpp.o.d"
  "/work/wt/venue/core/pricing/American.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/American.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/American.cpp.o.d"
  "/work/wt/venue/core/pricing/CsvText.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/CsvText.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/CsvText.cpp.o.d"
  "/work/wt/venue/core/pricing/Deterministic.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/Deterministic.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/Deterministic.cpp.o.d"
  "/work/wt/venue/core/pricing/DividendGrid.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/DividendGrid.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/DividendGrid.cpp.o.d"
  "/work/wt/venue/core/pricing/European.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/European.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/European.cpp.o.d"
  "/work/wt/venue/core/pricing/ExerciseBoundary.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/ExerciseBoundary.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/ExerciseBoundary.cpp.o.d"
  "/work/wt/venue/core/pricing/ExercisePremium.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/ExercisePremium.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/ExercisePremium.cpp.o.d"
  "/work/wt/venue/core/pricing/GridValue.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/GridValue.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/GridValue.cpp.o.d"
  "/work/wt/venue/core/pricing/ImpliedVolatility.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/ImpliedVolatility.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/ImpliedVolatility.cpp.o.d"
  "/work/wt/venue/core/pricing/Margin.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/Margin.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/Margin.cpp.o.d"
  "/work/wt/venue/core/pricing/MarginRules.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/MarginRules.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/MarginRules.cpp.o.d"
  "/work/wt/venue/core/pricing/MarginSearch.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/MarginSearch.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/MarginSearch.cpp.o.d"
  "/work/wt/venue/core/pricing/Parity.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/Parity.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/Parity.cpp.o.d"
  "/work/wt/venue/core/pricing/Payoff.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/Payoff.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/Payoff.cpp.o.d"
  "/work/wt/venue/core/pricing/PayoffGroups.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/PayoffGroups.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/PayoffGroups.cpp.o.d"
  "/work/wt/venue/core/pricing/PriceTable.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/PriceTable.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/PriceTable.cpp.o.d"
  "/work/wt/venue/core/pricing/Quadrature.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/Quadrature.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/Quadrature.cpp.o.d"
  "/work/wt/venue/core/pricing/Smile.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/Smile.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/Smile.cpp.o.d"
  "/work/wt/venue/core/pricing/Valuation.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/Valuation.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/Valuation.cpp.o.d"
  "/work/wt/venue/core/pricing/ValuationInputs.cpp" "core/CMakeFiles/strikedesk_model.dir/pricing/ValuationInputs.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/pricing/ValuationInputs.cpp.o.d"
  "/work/wt/venue/core/types/Decimal.cpp" "core/CMakeFiles/strikedesk_model.dir/types/Decimal.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/types/Decimal.cpp.o.d"
  "/work/wt/venue/core/types/Money.cpp" "core/CMakeFiles/strikedesk_model.dir/types/Money.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/types/Money.cpp.o.d"
  "/work/wt/venue/core/util/Assert.cpp" "core/CMakeFiles/strikedesk_model.dir/util/Assert.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/util/Assert.cpp.o.d"
  "/work/wt/venue/core/util/Clock.cpp" "core/CMakeFiles/strikedesk_model.dir/util/Clock.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/util/Clock.cpp.o.d"
  "/work/wt/venue/core/util/IdSource.cpp" "core/CMakeFiles/strikedesk_model.dir/util/IdSource.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/util/IdSource.cpp.o.d"
  "/work/wt/venue/core/util/Instant.cpp" "core/CMakeFiles/strikedesk_model.dir/util/Instant.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/util/Instant.cpp.o.d"
  "/work/wt/venue/core/util/Random.cpp" "core/CMakeFiles/strikedesk_model.dir/util/Random.cpp.o" "gcc" "core/CMakeFiles/strikedesk_model.dir/util/Random.cpp.o.d"
  )

# Targets to which this target links.
set(CMAKE_TARGET_LINKED_INFO_FILES
  )

# Fortran module output directory.
set(CMAKE_Fortran_TARGET_MODULE_DIR "")
