# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/settings
# Build directory: /work/wt/venue/b/tests/settings
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[settings.tst_Fault]=] "/work/wt/venue/b/tests/tst_Fault")
set_tests_properties([=[settings.tst_Fault]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/settings/CMakeLists.txt;2;strikedesk_test;/work/wt/venue/tests/settings/CMakeLists.txt;0;")
add_test([=[settings.tst_Profile]=] "/work/wt/venue/b/tests/tst_Profile")
set_tests_properties([=[settings.tst_Profile]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/settings/CMakeLists.txt;3;strikedesk_test;/work/wt/venue/tests/settings/CMakeLists.txt;0;")
