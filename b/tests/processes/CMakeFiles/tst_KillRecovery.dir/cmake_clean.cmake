file(REMOVE_RECURSE
  "../tst_KillRecovery"
  "../tst_KillRecovery.pdb"
  "CMakeFiles/tst_KillRecovery_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_KillRecovery_autogen.dir/ParseCache.txt"
  "tst_KillRecovery_autogen"
  "CMakeFiles/tst_KillRecovery.dir/tst_KillRecovery.cpp.o"
  "CMakeFiles/tst_KillRecovery.dir/tst_KillRecovery.cpp.o.d"
  "CMakeFiles/tst_KillRecovery.dir/tst_KillRecovery_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_KillRecovery.dir/tst_KillRecovery_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_KillRecovery.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
