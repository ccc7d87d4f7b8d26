file(REMOVE_RECURSE
  "../tst_Walk"
  "../tst_Walk.pdb"
  "CMakeFiles/tst_Walk_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_Walk_autogen.dir/ParseCache.txt"
  "tst_Walk_autogen"
  "CMakeFiles/tst_Walk.dir/tst_Walk.cpp.o"
  "CMakeFiles/tst_Walk.dir/tst_Walk.cpp.o.d"
  "CMakeFiles/tst_Walk.dir/tst_Walk_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_Walk.dir/tst_Walk_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Walk.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
