file(REMOVE_RECURSE
  "../tst_CanonicalJson"
  "../tst_CanonicalJson.pdb"
  "CMakeFiles/tst_CanonicalJson_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_CanonicalJson_autogen.dir/ParseCache.txt"
  "tst_CanonicalJson_autogen"
  "CMakeFiles/tst_CanonicalJson.dir/tst_CanonicalJson.cpp.o"
  "CMakeFiles/tst_CanonicalJson.dir/tst_CanonicalJson.cpp.o.d"
  "CMakeFiles/tst_CanonicalJson.dir/tst_CanonicalJson_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_CanonicalJson.dir/tst_CanonicalJson_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_CanonicalJson.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
