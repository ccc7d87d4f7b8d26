file(REMOVE_RECURSE
  "../../bin/strikedesk_ui_shots"
  "../../bin/strikedesk_ui_shots.pdb"
  "CMakeFiles/strikedesk_ui_shots.dir/UiShots.cpp.o"
  "CMakeFiles/strikedesk_ui_shots.dir/UiShots.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/strikedesk_ui_shots.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
