file(REMOVE_RECURSE
  "../tst_Margin"
  "../tst_Margin.pdb"
  "CMakeFiles/tst_Margin_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_Margin_autogen.dir/ParseCache.txt"
  "tst_Margin_autogen"
  "CMakeFiles/tst_Margin.dir/tst_Margin.cpp.o"
  "CMakeFiles/tst_Margin.dir/tst_Margin.cpp.o.d"
  "CMakeFiles/tst_Margin.dir/tst_Margin_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_Margin.dir/tst_Margin_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Margin.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
