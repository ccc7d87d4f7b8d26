file(REMOVE_RECURSE
  "../tst_ExpiryTimes"
  "../tst_ExpiryTimes.pdb"
  "CMakeFiles/tst_ExpiryTimes_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_ExpiryTimes_autogen.dir/ParseCache.txt"
  "tst_ExpiryTimes_autogen"
  "CMakeFiles/tst_ExpiryTimes.dir/tst_ExpiryTimes.cpp.o"
  "CMakeFiles/tst_ExpiryTimes.dir/tst_ExpiryTimes.cpp.o.d"
  "CMakeFiles/tst_ExpiryTimes.dir/tst_ExpiryTimes_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_ExpiryTimes.dir/tst_ExpiryTimes_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_ExpiryTimes.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
