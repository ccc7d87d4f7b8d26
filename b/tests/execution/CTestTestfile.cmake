# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/execution
# Build directory: /work/wt/venue/b/tests/execution
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[execution.tst_Walk]=] "/work/wt/venue/b/tests/tst_Walk")
set_tests_properties([=[execution.tst_Walk]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/execution/CMakeLists.txt;2;strikedesk_test;/work/wt/venue/tests/execution/CMakeLists.txt;0;")
