file(REMOVE_RECURSE
  "CMakeFiles/tst_RecordedMarket_autogen"
  "tst_RecordedMarket_autogen/mocs_compilation.cpp"
)

# Per-language clean rules from dependency scanning.
foreach(lang )
  include(CMakeFiles/tst_RecordedMarket_autogen.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
