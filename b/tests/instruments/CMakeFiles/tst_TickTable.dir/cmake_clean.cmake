file(REMOVE_RECURSE
  "../tst_TickTable"
  "../tst_TickTable.pdb"
  "CMakeFiles/tst_TickTable_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_TickTable_autogen.dir/ParseCache.txt"
  "tst_TickTable_autogen"
  "CMakeFiles/tst_TickTable.dir/tst_TickTable.cpp.o"
  "CMakeFiles/tst_TickTable.dir/tst_TickTable.cpp.o.d"
  "CMakeFiles/tst_TickTable.dir/tst_TickTable_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_TickTable.dir/tst_TickTable_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_TickTable.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
