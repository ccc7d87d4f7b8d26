file(REMOVE_RECURSE
  "../tst_ExchangeOrders"
  "../tst_ExchangeOrders.pdb"
  "CMakeFiles/tst_ExchangeOrders_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_ExchangeOrders_autogen.dir/ParseCache.txt"
  "tst_ExchangeOrders_autogen"
  "CMakeFiles/tst_ExchangeOrders.dir/tst_ExchangeOrders.cpp.o"
  "CMakeFiles/tst_ExchangeOrders.dir/tst_ExchangeOrders.cpp.o.d"
  "CMakeFiles/tst_ExchangeOrders.dir/tst_ExchangeOrders_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_ExchangeOrders.dir/tst_ExchangeOrders_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_ExchangeOrders.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
