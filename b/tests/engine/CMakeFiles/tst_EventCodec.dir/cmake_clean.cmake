file(REMOVE_RECURSE
  "../tst_EventCodec"
  "../tst_EventCodec.pdb"
  "CMakeFiles/tst_EventCodec_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_EventCodec_autogen.dir/ParseCache.txt"
  "tst_EventCodec_autogen"
  "CMakeFiles/tst_EventCodec.dir/tst_EventCodec.cpp.o"
  "CMakeFiles/tst_EventCodec.dir/tst_EventCodec.cpp.o.d"
  "CMakeFiles/tst_EventCodec.dir/tst_EventCodec_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_EventCodec.dir/tst_EventCodec_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_EventCodec.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
