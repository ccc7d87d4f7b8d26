file(REMOVE_RECURSE
  "../tst_StorageWriter"
  "../tst_StorageWriter.pdb"
  "CMakeFiles/tst_StorageWriter_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_StorageWriter_autogen.dir/ParseCache.txt"
  "tst_StorageWriter_autogen"
  "CMakeFiles/tst_StorageWriter.dir/tst_StorageWriter.cpp.o"
  "CMakeFiles/tst_StorageWriter.dir/tst_StorageWriter.cpp.o.d"
  "CMakeFiles/tst_StorageWriter.dir/tst_StorageWriter_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_StorageWriter.dir/tst_StorageWriter_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_StorageWriter.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
