file(REMOVE_RECURSE
  "CMakeFiles/tst_RecordedRows_autogen"
  "tst_RecordedRows_autogen/mocs_compilation.cpp"
)

# Per-language clean rules from dependency scanning.
foreach(lang )
  include(CMakeFiles/tst_RecordedRows_autogen.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
