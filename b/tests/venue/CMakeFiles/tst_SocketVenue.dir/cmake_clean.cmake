file(REMOVE_RECURSE
  "../tst_SocketVenue"
  "../tst_SocketVenue.pdb"
  "CMakeFiles/tst_SocketVenue_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_SocketVenue_autogen.dir/ParseCache.txt"
  "tst_SocketVenue_autogen"
  "CMakeFiles/tst_SocketVenue.dir/tst_SocketVenue.cpp.o"
  "CMakeFiles/tst_SocketVenue.dir/tst_SocketVenue.cpp.o.d"
  "CMakeFiles/tst_SocketVenue.dir/tst_SocketVenue_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_SocketVenue.dir/tst_SocketVenue_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_SocketVenue.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
