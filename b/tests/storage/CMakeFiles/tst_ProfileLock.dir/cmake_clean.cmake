file(REMOVE_RECURSE
  "../tst_ProfileLock"
  "../tst_ProfileLock.pdb"
  "CMakeFiles/tst_ProfileLock_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_ProfileLock_autogen.dir/ParseCache.txt"
  "tst_ProfileLock_autogen"
  "CMakeFiles/tst_ProfileLock.dir/tst_ProfileLock.cpp.o"
  "CMakeFiles/tst_ProfileLock.dir/tst_ProfileLock.cpp.o.d"
  "CMakeFiles/tst_ProfileLock.dir/tst_ProfileLock_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_ProfileLock.dir/tst_ProfileLock_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_ProfileLock.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
