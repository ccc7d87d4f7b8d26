file(REMOVE_RECURSE
  "../tst_OrderLifecycle"
  "../tst_OrderLifecycle.pdb"
  "CMakeFiles/tst_OrderLifecycle_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_OrderLifecycle_autogen.dir/ParseCache.txt"
  "tst_OrderLifecycle_autogen"
  "CMakeFiles/tst_OrderLifecycle.dir/tst_OrderLifecycle.cpp.o"
  "CMakeFiles/tst_OrderLifecycle.dir/tst_OrderLifecycle.cpp.o.d"
  "CMakeFiles/tst_OrderLifecycle.dir/tst_OrderLifecycle_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_OrderLifecycle.dir/tst_OrderLifecycle_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_OrderLifecycle.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
