file(REMOVE_RECURSE
  "../tst_Catalogue"
  "../tst_Catalogue.pdb"
  "CMakeFiles/tst_Catalogue_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_Catalogue_autogen.dir/ParseCache.txt"
  "tst_Catalogue_autogen"
  "CMakeFiles/tst_Catalogue.dir/tst_Catalogue.cpp.o"
  "CMakeFiles/tst_Catalogue.dir/tst_Catalogue.cpp.o.d"
  "CMakeFiles/tst_Catalogue.dir/tst_Catalogue_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_Catalogue.dir/tst_Catalogue_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Catalogue.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
