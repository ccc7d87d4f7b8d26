# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/slippage
# Build directory: /work/wt/venue/b/tests/slippage
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[slippage.tst_SlippageLedger]=] "/work/wt/venue/b/tests/tst_SlippageLedger")
set_tests_properties([=[slippage.tst_SlippageLedger]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/slippage/CMakeLists.txt;2;strikedesk_test;/work/wt/venue/tests/slippage/CMakeLists.txt;0;")
