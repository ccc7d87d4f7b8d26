file(REMOVE_RECURSE
  "../tst_Fault"
  "../tst_Fault.pdb"
  "CMakeFiles/tst_Fault_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_Fault_autogen.dir/ParseCache.txt"
  "tst_Fault_autogen"
  "CMakeFiles/tst_Fault.dir/tst_Fault.cpp.o"
  "CMakeFiles/tst_Fault.dir/tst_Fault.cpp.o.d"
  "CMakeFiles/tst_Fault.dir/tst_Fault_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_Fault.dir/tst_Fault_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Fault.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
