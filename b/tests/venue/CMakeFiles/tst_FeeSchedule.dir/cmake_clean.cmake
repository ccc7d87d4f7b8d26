file(REMOVE_RECURSE
  "../tst_FeeSchedule"
  "../tst_FeeSchedule.pdb"
  "CMakeFiles/tst_FeeSchedule_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_FeeSchedule_autogen.dir/ParseCache.txt"
  "tst_FeeSchedule_autogen"
  "CMakeFiles/tst_FeeSchedule.dir/tst_FeeSchedule.cpp.o"
  "CMakeFiles/tst_FeeSchedule.dir/tst_FeeSchedule.cpp.o.d"
  "CMakeFiles/tst_FeeSchedule.dir/tst_FeeSchedule_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_FeeSchedule.dir/tst_FeeSchedule_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_FeeSchedule.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
