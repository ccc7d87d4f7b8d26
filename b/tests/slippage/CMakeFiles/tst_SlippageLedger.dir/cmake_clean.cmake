file(REMOVE_RECURSE
  "../tst_SlippageLedger"
  "../tst_SlippageLedger.pdb"
  "CMakeFiles/tst_SlippageLedger_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_SlippageLedger_autogen.dir/ParseCache.txt"
  "tst_SlippageLedger_autogen"
  "CMakeFiles/tst_SlippageLedger.dir/tst_SlippageLedger.cpp.o"
  "CMakeFiles/tst_SlippageLedger.dir/tst_SlippageLedger.cpp.o.d"
  "CMakeFiles/tst_SlippageLedger.dir/tst_SlippageLedger_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_SlippageLedger.dir/tst_SlippageLedger_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_SlippageLedger.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
