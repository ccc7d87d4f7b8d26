file(REMOVE_RECURSE
  "../tst_ZipArchive"
  "../tst_ZipArchive.pdb"
  "CMakeFiles/tst_ZipArchive_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_ZipArchive_autogen.dir/ParseCache.txt"
  "tst_ZipArchive_autogen"
  "CMakeFiles/tst_ZipArchive.dir/tst_ZipArchive.cpp.o"
  "CMakeFiles/tst_ZipArchive.dir/tst_ZipArchive.cpp.o.d"
  "CMakeFiles/tst_ZipArchive.dir/tst_ZipArchive_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_ZipArchive.dir/tst_ZipArchive_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_ZipArchive.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
