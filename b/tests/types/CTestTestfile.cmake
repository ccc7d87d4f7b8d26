# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/types
# Build directory: /work/wt/venue/b/tests/types
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[types.tst_Checked]=] "/work/wt/venue/b/tests/tst_Checked")
set_tests_properties([=[types.tst_Checked]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/types/CMakeLists.txt;2;strikedesk_test;/work/wt/venue/tests/types/CMakeLists.txt;0;")
add_test([=[types.tst_Decimal]=] "/work/wt/venue/b/tests/tst_Decimal")
set_tests_properties([=[types.tst_Decimal]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/types/CMakeLists.txt;3;strikedesk_test;/work/wt/venue/tests/types/CMakeLists.txt;0;")
add_test([=[types.tst_Money]=] "/work/wt/venue/b/tests/tst_Money")
set_tests_properties([=[types.tst_Money]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/types/CMakeLists.txt;4;strikedesk_test;/work/wt/venue/tests/types/CMakeLists.txt;0;")
