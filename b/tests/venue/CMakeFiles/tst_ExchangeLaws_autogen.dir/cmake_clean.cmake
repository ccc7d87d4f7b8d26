file(REMOVE_RECURSE
  "CMakeFiles/tst_ExchangeLaws_autogen"
  "tst_ExchangeLaws_autogen/mocs_compilation.cpp"
)

# Per-language clean rules from dependency scanning.
foreach(lang )
  include(CMakeFiles/tst_ExchangeLaws_autogen.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
