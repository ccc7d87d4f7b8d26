file(REMOVE_RECURSE
  "CMakeFiles/strikedesk_ui_fixture.dir/FixtureBook.cpp.o"
  "CMakeFiles/strikedesk_ui_fixture.dir/FixtureBook.cpp.o.d"
  "CMakeFiles/strikedesk_ui_fixture.dir/FixtureDesk.cpp.o"
  "CMakeFiles/strikedesk_ui_fixture.dir/FixtureDesk.cpp.o.d"
  "CMakeFiles/strikedesk_ui_fixture.dir/FixtureMarket.cpp.o"
  "CMakeFiles/strikedesk_ui_fixture.dir/FixtureMarket.cpp.o.d"
  "CMakeFiles/strikedesk_ui_fixture.dir/FixtureRecord.cpp.o"
  "CMakeFiles/strikedesk_ui_fixture.dir/FixtureRecord.cpp.o.d"
  "libstrikedesk_ui_fixture.a"
  "libstrikedesk_ui_fixture.pdb"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/strikedesk_ui_fixture.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
