file(REMOVE_RECURSE
  "../tst_Money"
  "../tst_Money.pdb"
  "CMakeFiles/tst_Money_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_Money_autogen.dir/ParseCache.txt"
  "tst_Money_autogen"
  "CMakeFiles/tst_Money.dir/tst_Money.cpp.o"
  "CMakeFiles/tst_Money.dir/tst_Money.cpp.o.d"
  "CMakeFiles/tst_Money.dir/tst_Money_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_Money.dir/tst_Money_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Money.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
