
# Per-language clean rules from dependency scanning.
foreach(lang )
  include(CMakeFiles/strikedesk_other_files.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
