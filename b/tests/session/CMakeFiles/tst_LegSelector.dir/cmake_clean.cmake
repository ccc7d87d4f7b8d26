file(REMOVE_RECURSE
  "../tst_LegSelector"
  "../tst_LegSelector.pdb"
  "CMakeFiles/tst_LegSelector_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_LegSelector_autogen.dir/ParseCache.txt"
  "tst_LegSelector_autogen"
  "CMakeFiles/tst_LegSelector.dir/tst_LegSelector.cpp.o"
  "CMakeFiles/tst_LegSelector.dir/tst_LegSelector.cpp.o.d"
  "CMakeFiles/tst_LegSelector.dir/tst_LegSelector_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_LegSelector.dir/tst_LegSelector_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_LegSelector.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
