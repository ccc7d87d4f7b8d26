file(REMOVE_RECURSE
  "../tst_Schema"
  "../tst_Schema.pdb"
  "CMakeFiles/tst_Schema_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_Schema_autogen.dir/ParseCache.txt"
  "tst_Schema_autogen"
  "CMakeFiles/tst_Schema.dir/tst_Schema.cpp.o"
  "CMakeFiles/tst_Schema.dir/tst_Schema.cpp.o.d"
  "CMakeFiles/tst_Schema.dir/tst_Schema_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_Schema.dir/tst_Schema_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Schema.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
