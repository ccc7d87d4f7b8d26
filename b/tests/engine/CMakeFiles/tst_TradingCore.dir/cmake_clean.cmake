file(REMOVE_RECURSE
  "../tst_TradingCore"
  "../tst_TradingCore.pdb"
  "CMakeFiles/tst_TradingCore_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_TradingCore_autogen.dir/ParseCache.txt"
  "tst_TradingCore_autogen"
  "CMakeFiles/tst_TradingCore.dir/TradingBench.cpp.o"
  "CMakeFiles/tst_TradingCore.dir/TradingBench.cpp.o.d"
  "CMakeFiles/tst_TradingCore.dir/tst_TradingCore.cpp.o"
  "CMakeFiles/tst_TradingCore.dir/tst_TradingCore.cpp.o.d"
  "CMakeFiles/tst_TradingCore.dir/tst_TradingCore_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_TradingCore.dir/tst_TradingCore_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_TradingCore.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
