file(REMOVE_RECURSE
  "../tst_ExchangeLaws"
  "../tst_ExchangeLaws.pdb"
  "CMakeFiles/tst_ExchangeLaws_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_ExchangeLaws_autogen.dir/ParseCache.txt"
  "tst_ExchangeLaws_autogen"
  "CMakeFiles/tst_ExchangeLaws.dir/tst_ExchangeLaws.cpp.o"
  "CMakeFiles/tst_ExchangeLaws.dir/tst_ExchangeLaws.cpp.o.d"
  "CMakeFiles/tst_ExchangeLaws.dir/tst_ExchangeLaws_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_ExchangeLaws.dir/tst_ExchangeLaws_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_ExchangeLaws.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
