file(REMOVE_RECURSE
  "../tst_RecordedMarket"
  "../tst_RecordedMarket.pdb"
  "CMakeFiles/tst_RecordedMarket_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_RecordedMarket_autogen.dir/ParseCache.txt"
  "tst_RecordedMarket_autogen"
  "CMakeFiles/tst_RecordedMarket.dir/tst_RecordedMarket.cpp.o"
  "CMakeFiles/tst_RecordedMarket.dir/tst_RecordedMarket.cpp.o.d"
  "CMakeFiles/tst_RecordedMarket.dir/tst_RecordedMarket_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_RecordedMarket.dir/tst_RecordedMarket_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_RecordedMarket.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
