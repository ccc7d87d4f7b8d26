file(REMOVE_RECURSE
  "CMakeFiles/tst_CanonicalJson_autogen"
  "tst_CanonicalJson_autogen/mocs_compilation.cpp"
)

# Per-language clean rules from dependency scanning.
foreach(lang )
  include(CMakeFiles/tst_CanonicalJson_autogen.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
