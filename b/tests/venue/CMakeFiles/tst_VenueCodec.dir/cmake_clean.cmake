file(REMOVE_RECURSE
  "../tst_VenueCodec"
  "../tst_VenueCodec.pdb"
  "CMakeFiles/tst_VenueCodec_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_VenueCodec_autogen.dir/ParseCache.txt"
  "tst_VenueCodec_autogen"
  "CMakeFiles/tst_VenueCodec.dir/tst_VenueCodec.cpp.o"
  "CMakeFiles/tst_VenueCodec.dir/tst_VenueCodec.cpp.o.d"
  "CMakeFiles/tst_VenueCodec.dir/tst_VenueCodec_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_VenueCodec.dir/tst_VenueCodec_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_VenueCodec.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
