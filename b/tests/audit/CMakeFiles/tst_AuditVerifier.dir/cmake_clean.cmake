file(REMOVE_RECURSE
  "../tst_AuditVerifier"
  "../tst_AuditVerifier.pdb"
  "CMakeFiles/tst_AuditVerifier_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_AuditVerifier_autogen.dir/ParseCache.txt"
  "tst_AuditVerifier_autogen"
  "CMakeFiles/tst_AuditVerifier.dir/tst_AuditVerifier.cpp.o"
  "CMakeFiles/tst_AuditVerifier.dir/tst_AuditVerifier.cpp.o.d"
  "CMakeFiles/tst_AuditVerifier.dir/tst_AuditVerifier_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_AuditVerifier.dir/tst_AuditVerifier_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_AuditVerifier.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
