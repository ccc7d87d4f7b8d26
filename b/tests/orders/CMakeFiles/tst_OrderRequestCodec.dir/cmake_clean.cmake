file(REMOVE_RECURSE
  "../tst_OrderRequestCodec"
  "../tst_OrderRequestCodec.pdb"
  "CMakeFiles/tst_OrderRequestCodec_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_OrderRequestCodec_autogen.dir/ParseCache.txt"
  "tst_OrderRequestCodec_autogen"
  "CMakeFiles/tst_OrderRequestCodec.dir/tst_OrderRequestCodec.cpp.o"
  "CMakeFiles/tst_OrderRequestCodec.dir/tst_OrderRequestCodec.cpp.o.d"
  "CMakeFiles/tst_OrderRequestCodec.dir/tst_OrderRequestCodec_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_OrderRequestCodec.dir/tst_OrderRequestCodec_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_OrderRequestCodec.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
