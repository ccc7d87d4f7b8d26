file(REMOVE_RECURSE
  "CMakeFiles/tst_SocketVenue_autogen"
  "tst_SocketVenue_autogen/mocs_compilation.cpp"
)

# Per-language clean rules from dependency scanning.
foreach(lang )
  include(CMakeFiles/tst_SocketVenue_autogen.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
