file(REMOVE_RECURSE
  "../tst_ExchangeExpiry"
  "../tst_ExchangeExpiry.pdb"
  "CMakeFiles/tst_ExchangeExpiry_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_ExchangeExpiry_autogen.dir/ParseCache.txt"
  "tst_ExchangeExpiry_autogen"
  "CMakeFiles/tst_ExchangeExpiry.dir/tst_ExchangeExpiry.cpp.o"
  "CMakeFiles/tst_ExchangeExpiry.dir/tst_ExchangeExpiry.cpp.o.d"
  "CMakeFiles/tst_ExchangeExpiry.dir/tst_ExchangeExpiry_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_ExchangeExpiry.dir/tst_ExchangeExpiry_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_ExchangeExpiry.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
