file(REMOVE_RECURSE
  "../tst_ExpectedValues"
  "../tst_ExpectedValues.pdb"
  "CMakeFiles/tst_ExpectedValues_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_ExpectedValues_autogen.dir/ParseCache.txt"
  "tst_ExpectedValues_autogen"
  "CMakeFiles/tst_ExpectedValues.dir/tst_ExpectedValues.cpp.o"
  "CMakeFiles/tst_ExpectedValues.dir/tst_ExpectedValues.cpp.o.d"
  "CMakeFiles/tst_ExpectedValues.dir/tst_ExpectedValues_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_ExpectedValues.dir/tst_ExpectedValues_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_ExpectedValues.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
