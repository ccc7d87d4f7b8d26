file(REMOVE_RECURSE
  "../tst_QuoteBoard"
  "../tst_QuoteBoard.pdb"
  "CMakeFiles/tst_QuoteBoard_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_QuoteBoard_autogen.dir/ParseCache.txt"
  "tst_QuoteBoard_autogen"
  "CMakeFiles/tst_QuoteBoard.dir/tst_QuoteBoard.cpp.o"
  "CMakeFiles/tst_QuoteBoard.dir/tst_QuoteBoard.cpp.o.d"
  "CMakeFiles/tst_QuoteBoard.dir/tst_QuoteBoard_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_QuoteBoard.dir/tst_QuoteBoard_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_QuoteBoard.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
