file(REMOVE_RECURSE
  "../tst_Checked"
  "../tst_Checked.pdb"
  "CMakeFiles/tst_Checked_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_Checked_autogen.dir/ParseCache.txt"
  "tst_Checked_autogen"
  "CMakeFiles/tst_Checked.dir/tst_Checked.cpp.o"
  "CMakeFiles/tst_Checked.dir/tst_Checked.cpp.o.d"
  "CMakeFiles/tst_Checked.dir/tst_Checked_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_Checked.dir/tst_Checked_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Checked.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
