file(REMOVE_RECURSE
  "../tst_RiskGate"
  "../tst_RiskGate.pdb"
  "CMakeFiles/tst_RiskGate_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_RiskGate_autogen.dir/ParseCache.txt"
  "tst_RiskGate_autogen"
  "CMakeFiles/tst_RiskGate.dir/tst_RiskGate.cpp.o"
  "CMakeFiles/tst_RiskGate.dir/tst_RiskGate.cpp.o.d"
  "CMakeFiles/tst_RiskGate.dir/tst_RiskGate_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_RiskGate.dir/tst_RiskGate_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_RiskGate.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
