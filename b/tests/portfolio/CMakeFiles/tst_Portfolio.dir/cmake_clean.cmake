file(REMOVE_RECURSE
  "../tst_Portfolio"
  "../tst_Portfolio.pdb"
  "CMakeFiles/tst_Portfolio_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_Portfolio_autogen.dir/ParseCache.txt"
  "tst_Portfolio_autogen"
  "CMakeFiles/tst_Portfolio.dir/tst_Portfolio.cpp.o"
  "CMakeFiles/tst_Portfolio.dir/tst_Portfolio.cpp.o.d"
  "CMakeFiles/tst_Portfolio.dir/tst_Portfolio_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_Portfolio.dir/tst_Portfolio_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Portfolio.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
