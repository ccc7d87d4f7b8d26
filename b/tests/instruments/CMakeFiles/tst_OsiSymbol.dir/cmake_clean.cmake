file(REMOVE_RECURSE
  "../tst_OsiSymbol"
  "../tst_OsiSymbol.pdb"
  "CMakeFiles/tst_OsiSymbol_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_OsiSymbol_autogen.dir/ParseCache.txt"
  "tst_OsiSymbol_autogen"
  "CMakeFiles/tst_OsiSymbol.dir/tst_OsiSymbol.cpp.o"
  "CMakeFiles/tst_OsiSymbol.dir/tst_OsiSymbol.cpp.o.d"
  "CMakeFiles/tst_OsiSymbol.dir/tst_OsiSymbol_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_OsiSymbol.dir/tst_OsiSymbol_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_OsiSymbol.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
