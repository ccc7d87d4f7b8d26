
# Consider dependencies only in project.
set(CMAKE_DEPENDS_IN_PROJECT_ONLY OFF)

# The set of languages for which implicit dependencies are needed:
set(CMAKE_DEPENDS_LANGUAGES
  )

# The set of dependency files which are needed:
set(CMAKE_DEPENDS_DEPENDENCY_FILES
  "/work/wt/venue/tests/pricing/tst_PricingLaws.cpp" "tests/pricing/CMakeFiles/tst_PricingLaws.dir/tst_PricingLaws.cpp.o" "gcc" "tests/pricing/CMakeFiles/tst_PricingLaws.dir/tst_PricingLaws.cpp.o.d"
  "/work/wt/venue/b/tests/pricing/tst_PricingLaws_autogen/mocs_compilation.cpp" "tests/pricing/CMakeFiles/tst_PricingLaws.dir/tst_PricingLaws_autogen/mocs_compilation.cpp.o" "gcc" "tests/pricing/CMakeFiles/tst_PricingLaws.dir/tst_PricingLaws_autogen/mocs_compilation.cpp.o.d"
  )

# Targets to which this target links.
set(CMAKE_TARGET_LINKED_INFO_FILES
  "/work/wt/venue/b/core/CMakeFiles/strikedesk_model.dir/DependInfo.cmake"
  )

# Fortran module output directory.
set(CMAKE_Fortran_TARGET_MODULE_DIR "")
