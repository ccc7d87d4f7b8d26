file(REMOVE_RECURSE
  "../tst_IdSource"
  "../tst_IdSource.pdb"
  "CMakeFiles/tst_IdSource_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_IdSource_autogen.dir/ParseCache.txt"
  "tst_IdSource_autogen"
  "CMakeFiles/tst_IdSource.dir/tst_IdSource.cpp.o"
  "CMakeFiles/tst_IdSource.dir/tst_IdSource.cpp.o.d"
  "CMakeFiles/tst_IdSource.dir/tst_IdSource_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_IdSource.dir/tst_IdSource_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_IdSource.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
