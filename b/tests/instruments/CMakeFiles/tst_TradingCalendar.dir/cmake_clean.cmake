file(REMOVE_RECURSE
  "../tst_TradingCalendar"
  "../tst_TradingCalendar.pdb"
  "CMakeFiles/tst_TradingCalendar_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_TradingCalendar_autogen.dir/ParseCache.txt"
  "tst_TradingCalendar_autogen"
  "CMakeFiles/tst_TradingCalendar.dir/tst_TradingCalendar.cpp.o"
  "CMakeFiles/tst_TradingCalendar.dir/tst_TradingCalendar.cpp.o.d"
  "CMakeFiles/tst_TradingCalendar.dir/tst_TradingCalendar_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_TradingCalendar.dir/tst_TradingCalendar_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_TradingCalendar.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
