file(REMOVE_RECURSE
  "../tst_Plan"
  "../tst_Plan.pdb"
  "CMakeFiles/tst_Plan_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_Plan_autogen.dir/ParseCache.txt"
  "tst_Plan_autogen"
  "CMakeFiles/tst_Plan.dir/tst_Plan.cpp.o"
  "CMakeFiles/tst_Plan.dir/tst_Plan.cpp.o.d"
  "CMakeFiles/tst_Plan.dir/tst_Plan_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_Plan.dir/tst_Plan_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Plan.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
