file(REMOVE_RECURSE
  "../tst_SymbolCommand"
  "../tst_SymbolCommand.pdb"
  "CMakeFiles/tst_SymbolCommand_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_SymbolCommand_autogen.dir/ParseCache.txt"
  "tst_SymbolCommand_autogen"
  "CMakeFiles/tst_SymbolCommand.dir/tst_SymbolCommand.cpp.o"
  "CMakeFiles/tst_SymbolCommand.dir/tst_SymbolCommand.cpp.o.d"
  "CMakeFiles/tst_SymbolCommand.dir/tst_SymbolCommand_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_SymbolCommand.dir/tst_SymbolCommand_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_SymbolCommand.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
