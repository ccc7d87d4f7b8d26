file(REMOVE_RECURSE
  "../../bin/strikedesk"
  "../../bin/strikedesk.pdb"
  "CMakeFiles/strikedesk_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/strikedesk_autogen.dir/ParseCache.txt"
  "strikedesk_autogen"
  "CMakeFiles/strikedesk.dir/strikedesk_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/strikedesk.dir/strikedesk_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/strikedesk.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
