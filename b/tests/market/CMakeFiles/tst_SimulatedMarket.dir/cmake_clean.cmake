file(REMOVE_RECURSE
  "../tst_SimulatedMarket"
  "../tst_SimulatedMarket.pdb"
  "CMakeFiles/tst_SimulatedMarket_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_SimulatedMarket_autogen.dir/ParseCache.txt"
  "tst_SimulatedMarket_autogen"
  "CMakeFiles/tst_SimulatedMarket.dir/tst_SimulatedMarket.cpp.o"
  "CMakeFiles/tst_SimulatedMarket.dir/tst_SimulatedMarket.cpp.o.d"
  "CMakeFiles/tst_SimulatedMarket.dir/tst_SimulatedMarket_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_SimulatedMarket.dir/tst_SimulatedMarket_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_SimulatedMarket.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
