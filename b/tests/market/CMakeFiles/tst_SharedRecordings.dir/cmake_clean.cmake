file(REMOVE_RECURSE
  "../tst_SharedRecordings"
  "../tst_SharedRecordings.pdb"
  "CMakeFiles/tst_SharedRecordings_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_SharedRecordings_autogen.dir/ParseCache.txt"
  "tst_SharedRecordings_autogen"
  "CMakeFiles/tst_SharedRecordings.dir/tst_SharedRecordings.cpp.o"
  "CMakeFiles/tst_SharedRecordings.dir/tst_SharedRecordings.cpp.o.d"
  "CMakeFiles/tst_SharedRecordings.dir/tst_SharedRecordings_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_SharedRecordings.dir/tst_SharedRecordings_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_SharedRecordings.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
