file(REMOVE_RECURSE
  "../tst_Roots"
  "../tst_Roots.pdb"
  "CMakeFiles/tst_Roots_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_Roots_autogen.dir/ParseCache.txt"
  "tst_Roots_autogen"
  "CMakeFiles/tst_Roots.dir/tst_Roots.cpp.o"
  "CMakeFiles/tst_Roots.dir/tst_Roots.cpp.o.d"
  "CMakeFiles/tst_Roots.dir/tst_Roots_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_Roots.dir/tst_Roots_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Roots.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
