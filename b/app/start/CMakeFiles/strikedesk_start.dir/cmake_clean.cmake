file(REMOVE_RECURSE
  "CMakeFiles/strikedesk_start.dir/DeskArguments.cpp.o"
  "CMakeFiles/strikedesk_start.dir/DeskArguments.cpp.o.d"
  "libstrikedesk_start.a"
  "libstrikedesk_start.pdb"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/strikedesk_start.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
