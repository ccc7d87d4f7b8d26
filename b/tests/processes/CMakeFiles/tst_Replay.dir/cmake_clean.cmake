file(REMOVE_RECURSE
  "../tst_Replay"
  "../tst_Replay.pdb"
  "CMakeFiles/tst_Replay_autogen.dir/AutogenUsed.txt"
  "CMakeFiles/tst_Replay_autogen.dir/ParseCache.txt"
  "tst_Replay_autogen"
  "CMakeFiles/tst_Replay.dir/tst_Replay.cpp.o"
  "CMakeFiles/tst_Replay.dir/tst_Replay.cpp.o.d"
  "CMakeFiles/tst_Replay.dir/tst_Replay_autogen/mocs_compilation.cpp.o"
  "CMakeFiles/tst_Replay.dir/tst_Replay_autogen/mocs_compilation.cpp.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/tst_Replay.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
