file(REMOVE_RECURSE
  "../../bin/strikectl"
  "../../bin/strikectl.pdb"
  ".rcc/qrc_strikectl_plans.cpp"
  "CMakeFiles/strikectl.dir/.rcc/qrc_strikectl_plans.cpp.o"
  "CMakeFiles/strikectl.dir/.rcc/qrc_strikectl_plans.cpp.o.d"
  "CMakeFiles/strikectl.dir/ChainCommand.cpp.o"
  "CMakeFiles/strikectl.dir/ChainCommand.cpp.o.d"
  "CMakeFiles/strikectl.dir/Command.cpp.o"
  "CMakeFiles/strikectl.dir/Command.cpp.o.d"
  "CMakeFiles/strikectl.dir/ExchangeCommand.cpp.o"
  "CMakeFiles/strikectl.dir/ExchangeCommand.cpp.o.d"
  "CMakeFiles/strikectl.dir/PriceCommand.cpp.o"
  "CMakeFiles/strikectl.dir/PriceCommand.cpp.o.d"
  "CMakeFiles/strikectl.dir/ReplayCommand.cpp.o"
  "CMakeFiles/strikectl.dir/ReplayCommand.cpp.o.d"
  "CMakeFiles/strikectl.dir/StopSignal.cpp.o"
  "CMakeFiles/strikectl.dir/StopSignal.cpp.o.d"
  "CMakeFiles/strikectl.dir/SymbolCommand.cpp.o"
  "CMakeFiles/strikectl.dir/SymbolCommand.cpp.o.d"
  "CMakeFiles/strikectl.dir/VersionCommand.cpp.o"
  "CMakeFiles/strikectl.dir/VersionCommand.cpp.o.d"
  "CMakeFiles/strikectl.dir/main.cpp.o"
  "CMakeFiles/strikectl.dir/main.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/strikectl.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
