file(REMOVE_RECURSE
  "../tst_Structures"
  "../tst_Structures.pdb"
  "CMakeFiles/tst_Structures_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_Structures_autogen.dir/ParseCache.txt"
  "tst_Structures_autogen"
  "CMakeFiles/tst_Structures.dir/tst_Structures.cpp.o"
  "CMakeFiles/tst_Structures.dir/tst_Structures.cpp.o.d"
  "CMakeFiles/tst_Structures.dir/tst_Structures_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_Structures.dir/tst_Structures_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Structures.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
