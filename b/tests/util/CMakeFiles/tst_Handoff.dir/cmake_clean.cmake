file(REMOVE_RECURSE
  "../tst_Handoff"
  "../tst_Handoff.pdb"
  "CMakeFiles/tst_Handoff.dir/tst_Handoff.cpp.o"
  "CMakeFiles/tst_Handoff.dir/tst_Handoff.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Handoff.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
