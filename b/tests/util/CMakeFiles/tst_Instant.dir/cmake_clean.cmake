file(REMOVE_RECURSE
  "../tst_Instant"
  "../tst_Instant.pdb"
  "CMakeFiles/tst_Instant_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_Instant_autogen.dir/ParseCache.txt"
  "tst_Instant_autogen"
  "CMakeFiles/tst_Instant.dir/tst_Instant.cpp.o"
  "CMakeFiles/tst_Instant.dir/tst_Instant.cpp.o.d"
  "CMakeFiles/tst_Instant.dir/tst_Instant_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_Instant.dir/tst_Instant_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Instant.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
