file(REMOVE_RECURSE
  "../tst_PricingLaws"
  "../tst_PricingLaws.pdb"
  "CMakeFiles/tst_PricingLaws_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_PricingLaws_autogen.dir/ParseCache.txt"
  "tst_PricingLaws_autogen"
  "CMakeFiles/tst_PricingLaws.dir/tst_PricingLaws.cpp.o"
  "CMakeFiles/tst_PricingLaws.dir/tst_PricingLaws.cpp.o.d"
  "CMakeFiles/tst_PricingLaws.dir/tst_PricingLaws_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_PricingLaws.dir/tst_PricingLaws_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_PricingLaws.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
