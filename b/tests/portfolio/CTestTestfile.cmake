# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/portfolio
# Build directory: /work/wt/venue/b/tests/portfolio
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[portfolio.tst_Portfolio]=] "/work/wt/venue/b/tests/tst_Portfolio")
set_tests_properties([=[portfolio.tst_Portfolio]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/portfolio/CMakeLists.txt;2;strikedesk_test;/work/wt/venue/tests/portfolio/CMakeLists.txt;0;")
