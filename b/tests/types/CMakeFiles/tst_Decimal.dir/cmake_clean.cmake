file(REMOVE_RECURSE
  "../tst_Decimal"
  "../tst_Decimal.pdb"
  "CMakeFiles/tst_Decimal_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_Decimal_autogen.dir/ParseCache.txt"
  "tst_Decimal_autogen"
  "CMakeFiles/tst_Decimal.dir/tst_Decimal.cpp.o"
  "CMakeFiles/tst_Decimal.dir/tst_Decimal.cpp.o.d"
  "CMakeFiles/tst_Decimal.dir/tst_Decimal_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_Decimal.dir/tst_Decimal_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Decimal.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
