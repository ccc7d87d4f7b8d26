file(REMOVE_RECURSE
  "../tst_AuditTable"
  "../tst_AuditTable.pdb"
  "CMakeFiles/tst_AuditTable_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_AuditTable_autogen.dir/ParseCache.txt"
  "tst_AuditTable_autogen"
  "CMakeFiles/tst_AuditTable.dir/tst_AuditTable.cpp.o"
  "CMakeFiles/tst_AuditTable.dir/tst_AuditTable.cpp.o.d"
  "CMakeFiles/tst_AuditTable.dir/tst_AuditTable_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_AuditTable.dir/tst_AuditTable_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_AuditTable.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
