
# Consider dependencies only in project.
set(CMAKE_DEPENDS_IN_PROJECT_ONLY OFF)

# The set of languages for which implicit dependencies are needed:
set(CMAKE_DEPENDS_LANGUAGES
  )

# The set of dependency files which are needed:
set(CMAKE_DEPENDS_DEPENDENCY_FILES
  "/work/wt/venue/tests/ui/FixtureBook.cpp" "tests/ui/CMakeFiles/strikedesk_ui_fixture.dir/FixtureBook.cpp.o" "gcc" "tests/ui/CMakeFiles/strikedesk_ui_fixture.dir/FixtureBook.cpp.o.d"
  "/work/wt/venue/tests/ui/FixtureDesk.cpp" "tests/ui/CMakeFiles/strikedesk_ui_fixture.dir/FixtureDesk.cpp.o" "gcc" "tests/ui/CMakeFiles/strikedesk_ui_fixture.dir/FixtureDesk.cpp.o.d"
  "/work/wt/venue/tests/ui/FixtureMarket.cpp" "tests/ui/CMakeFiles/strikedesk_ui_fixture.dir/FixtureMarket.cpp.o" "gcc" "tests/ui/CMakeFiles/strikedesk_ui_fixture.dir/FixtureMarket.cpp.o.d"
  "/work/wt/venue/tests/ui/FixtureRecord.cpp" "tests/ui/CMakeFiles/strikedesk_ui_fixture.dir/FixtureRecord.cpp.o" "gcc" "tests/ui/CMakeFiles/strikedesk_ui_fixture.dir/FixtureRecord.cpp.o.d"
  )

# Targets to which this target links.
set(CMAKE_TARGET_LINKED_INFO_FILES
  "/work/wt/venue/b/ui/CMakeFiles/strikedesk_ui.dir/DependInfo.cmake"
  "/work/wt/venue/b/core/CMakeFiles/strikedesk_core.dir/DependInfo.cmake"
  "/work/wt/venue/b/core/CMakeFiles/strikedesk_model.dir/DependInfo.cmake"
  )

# Fortran module output directory.
set(CMAKE_Fortran_TARGET_MODULE_DIR "")
