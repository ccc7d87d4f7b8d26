file(REMOVE_RECURSE
  "../tst_Random"
  "../tst_Random.pdb"
  "CMakeFiles/tst_Random_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_Random_autogen.dir/ParseCache.txt"
  "tst_Random_autogen"
  "CMakeFiles/tst_Random.dir/tst_Random.cpp.o"
  "CMakeFiles/tst_Random.dir/tst_Random.cpp.o.d"
  "CMakeFiles/tst_Random.dir/tst_Random_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_Random.dir/tst_Random_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Random.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
