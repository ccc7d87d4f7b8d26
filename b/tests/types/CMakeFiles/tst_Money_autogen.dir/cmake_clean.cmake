file(REMOVE_RECURSE
  "CMakeFiles/tst_Money_autogen"
  "tst_Money_autogen/mocs_compilation.cpp"
)

# Per-language clean rules from dependency scanning.
foreach(lang )
  include(CMakeFiles/tst_Money_autogen.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
