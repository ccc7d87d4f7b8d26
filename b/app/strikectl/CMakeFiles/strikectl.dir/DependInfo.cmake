
# Consider dependencies only in project.
set(CMAKE_DEPENDS_IN_PROJECT_ONLY OFF)

# The set of languages for which implicit dependencies are needed:
set(CMAKE_DEPENDS_LANGUAGES
  )

# The set of dependency files which are needed:
set(CMAKE_DEPENDS_DEPENDENCY_FILES
  "/work/wt/venue/b/app/strikectl/.rcc/qrc_strikectl_plans.cpp" "app/strikectl/CMakeFiles/strikectl.dir/.rcc/qrc_strikectl_plans.cpp.o" "gcc" "app/strikectl/CMakeFiles/strikectl.dir/.rcc/qrc_strikectl_plans.cpp.o.d"
  "/work/wt/venue/app/strikectl/ChainCommand.cpp" "app/strikectl/CMakeFiles/strikectl.dir/ChainCommand.cpp.o" "gcc" "app/strikectl/CMakeFiles/strikectl.dir/ChainCommand.cpp.o.d"
  "/work/wt/venue/app/strikectl/Command.cpp" "app/strikectl/CMakeFiles/strikectl.dir/Command.cpp.o" "gcc" "app/strikectl/CMakeFiles/strikectl.dir/Command.cpp.o.d"
  "/work/wt/venue/app/strikectl/ExchangeCommand.cpp" "app/strikectl/CMakeFiles/strikectl.dir/ExchangeCommand.cpp.o" "gcc" "app/strikectl/CMakeFiles/strikectl.dir/ExchangeCommand.cpp.o.d"
  "/work/wt/venue/app/strikectl/PriceCommand.cpp" "app/strikectl/CMakeFiles/strikectl.dir/PriceCommand.cpp.o" "gcc" "app/strikectl/CMakeFiles/strikectl.dir/PriceCommand.cpp.o.d"
  "/work/wt/venue/app/strikectl/ReplayCommand.cpp" "app/strikectl/CMakeFiles/strikectl.dir/ReplayCommand.cpp.o" "gcc" "app/strikectl/CMakeFiles/strikectl.dir/ReplayCommand.cpp.o.d"
  "/work/wt/venue/app/strikectl/StopSignal.cpp" "app/strikectl/CMakeFiles/strikectl.dir/StopSignal.cpp.o" "gcc" "app/strikectl/CMakeFiles/strikectl.dir/StopSignal.cpp.o.d"
  "/work/wt/venue/app/strikectl/SymbolCommand.cpp" "app/strikectl/CMakeFiles/strikectl.dir/SymbolCommand.cpp.o" "gcc" "app/strikectl/CMakeFiles/strikectl.dir/SymbolCommand.cpp.o.d"
  "/work/wt/venue/app/strikectl/VersionCommand.cpp" "app/strikectl/CMakeFiles/strikectl.dir/VersionCommand.cpp.o" "gcc" "app/strikectl/CMakeFiles/strikectl.dir/VersionCommand.cpp.o.d"
  "/work/wt/venue/app/strikectl/main.cpp" "app/strikectl/CMakeFiles/strikectl.dir/main.cpp.o" "gcc" "app/strikectl/CMakeFiles/strikectl.dir/main.cpp.o.d"
  )

# Targets to which this target links.
set(CMAKE_TARGET_LINKED_INFO_FILES
  "/work/wt/venue/b/app/start/CMakeFiles/strikedesk_start.dir/DependInfo.cmake"
  "/work/wt/venue/b/core/CMakeFiles/strikedesk_core.dir/DependInfo.cmake"
  "/work/wt/venue/b/core/CMakeFiles/strikedesk_model.dir/DependInfo.cmake"
  )

# Fortran module output directory.
set(CMAKE_Fortran_TARGET_MODULE_DIR "")
