file(REMOVE_RECURSE
  "../tst_HandoffTsan"
  "../tst_HandoffTsan.pdb"
  "CMakeFiles/tst_HandoffTsan.dir/tst_Handoff.cpp.o"
  "CMakeFiles/tst_HandoffTsan.dir/tst_Handoff.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_HandoffTsan.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
