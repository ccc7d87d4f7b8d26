file(REMOVE_RECURSE
  "../tst_FillModels"
  "../tst_FillModels.pdb"
  "CMakeFiles/tst_FillModels_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_FillModels_autogen.dir/ParseCache.txt"
  "tst_FillModels_autogen"
  "CMakeFiles/tst_FillModels.dir/tst_FillModels.cpp.o"
  "CMakeFiles/tst_FillModels.dir/tst_FillModels.cpp.o.d"
  "CMakeFiles/tst_FillModels.dir/tst_FillModels_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_FillModels.dir/tst_FillModels_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_FillModels.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
