# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/cli
# Build directory: /work/wt/venue/b/tests/cli
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[cli.tst_SymbolCommand]=] "/work/wt/venue/b/tests/tst_SymbolCommand")
set_tests_properties([=[cli.tst_SymbolCommand]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/cli/CMakeLists.txt;3;strikedesk_test;/work/wt/venue/tests/cli/CMakeLists.txt;0;")
