file(REMOVE_RECURSE
  "../tst_PackageFills"
  "../tst_PackageFills.pdb"
  "CMakeFiles/tst_PackageFills_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_PackageFills_autogen.dir/ParseCache.txt"
  "tst_PackageFills_autogen"
  "CMakeFiles/tst_PackageFills.dir/tst_PackageFills.cpp.o"
  "CMakeFiles/tst_PackageFills.dir/tst_PackageFills.cpp.o.d"
  "CMakeFiles/tst_PackageFills.dir/tst_PackageFills_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_PackageFills.dir/tst_PackageFills_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_PackageFills.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
