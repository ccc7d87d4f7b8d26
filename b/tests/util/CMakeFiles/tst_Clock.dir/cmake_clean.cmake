file(REMOVE_RECURSE
  "../tst_Clock"
  "../tst_Clock.pdb"
  "CMakeFiles/tst_Clock_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_Clock_autogen.dir/ParseCache.txt"
  "tst_Clock_autogen"
  "CMakeFiles/tst_Clock.dir/tst_Clock.cpp.o"
  "CMakeFiles/tst_Clock.dir/tst_Clock.cpp.o.d"
  "CMakeFiles/tst_Clock.dir/tst_Clock_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_Clock.dir/tst_Clock_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Clock.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
