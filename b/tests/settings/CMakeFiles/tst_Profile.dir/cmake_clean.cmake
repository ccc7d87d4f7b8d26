file(REMOVE_RECURSE
  "../tst_Profile"
  "../tst_Profile.pdb"
  "CMakeFiles/tst_Profile_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_Profile_autogen.dir/ParseCache.txt"
  "tst_Profile_autogen"
  "CMakeFiles/tst_Profile.dir/tst_Profile.cpp.o"
  "CMakeFiles/tst_Profile.dir/tst_Profile.cpp.o.d"
  "CMakeFiles/tst_Profile.dir/tst_Profile_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_Profile.dir/tst_Profile_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Profile.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
