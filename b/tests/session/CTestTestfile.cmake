# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/session
# Build directory: /work/wt/venue/b/tests/session
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[session.tst_LegSelector]=] "/work/wt/venue/b/tests/tst_LegSelector")
set_tests_properties([=[session.tst_LegSelector]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/session/CMakeLists.txt;2;strikedesk_test;/work/wt/venue/tests/session/CMakeLists.txt;0;")
add_test([=[session.tst_Plan]=] "/work/wt/venue/b/tests/tst_Plan")
set_tests_properties([=[session.tst_Plan]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/session/CMakeLists.txt;3;strikedesk_test;/work/wt/venue/tests/session/CMakeLists.txt;0;")
