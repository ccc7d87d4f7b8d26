file(REMOVE_RECURSE
  "../tst_RecordedRows"
  "../tst_RecordedRows.pdb"
  "CMakeFiles/tst_RecordedRows_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_RecordedRows_autogen.dir/ParseCache.txt"
  "tst_RecordedRows_autogen"
  "CMakeFiles/tst_RecordedRows.dir/tst_RecordedRows.cpp.o"
  "CMakeFiles/tst_RecordedRows.dir/tst_RecordedRows.cpp.o.d"
  "CMakeFiles/tst_RecordedRows.dir/tst_RecordedRows_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_RecordedRows.dir/tst_RecordedRows_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_RecordedRows.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
