file(REMOVE_RECURSE
  "../tst_ChainBuilder"
  "../tst_ChainBuilder.pdb"
  "CMakeFiles/tst_ChainBuilder_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_ChainBuilder_autogen.dir/ParseCache.txt"
  "tst_ChainBuilder_autogen"
  "CMakeFiles/tst_ChainBuilder.dir/tst_ChainBuilder.cpp.o"
  "CMakeFiles/tst_ChainBuilder.dir/tst_ChainBuilder.cpp.o.d"
  "CMakeFiles/tst_ChainBuilder.dir/tst_ChainBuilder_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_ChainBuilder.dir/tst_ChainBuilder_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_ChainBuilder.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
