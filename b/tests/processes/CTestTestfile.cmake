# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/processes
# Build directory: /work/wt/venue/b/tests/processes
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[processes.tst_KillRecovery]=] "/work/wt/venue/b/tests/tst_KillRecovery")
set_tests_properties([=[processes.tst_KillRecovery]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/processes/CMakeLists.txt;5;strikedesk_test;/work/wt/venue/tests/processes/CMakeLists.txt;0;")
add_test([=[processes.tst_Replay]=] "/work/wt/venue/b/tests/tst_Replay")
set_tests_properties([=[processes.tst_Replay]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/processes/CMakeLists.txt;5;strikedesk_test;/work/wt/venue/tests/processes/CMakeLists.txt;0;")
