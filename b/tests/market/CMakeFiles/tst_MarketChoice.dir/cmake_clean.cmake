file(REMOVE_RECURSE
  "../tst_MarketChoice"
  "../tst_MarketChoice.pdb"
  "CMakeFiles/tst_MarketChoice_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_MarketChoice_autogen.dir/ParseCache.txt"
  "tst_MarketChoice_autogen"
  "CMakeFiles/tst_MarketChoice.dir/tst_MarketChoice.cpp.o"
  "CMakeFiles/tst_MarketChoice.dir/tst_MarketChoice.cpp.o.d"
  "CMakeFiles/tst_MarketChoice.dir/tst_MarketChoice_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_MarketChoice.dir/tst_MarketChoice_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_MarketChoice.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
