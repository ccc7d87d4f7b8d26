# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/util
# Build directory: /work/wt/venue/b/tests/util
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[util.tst_Clock]=] "/work/wt/venue/b/tests/tst_Clock")
set_tests_properties([=[util.tst_Clock]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/util/CMakeLists.txt;2;strikedesk_test;/work/wt/venue/tests/util/CMakeLists.txt;0;")
add_test([=[util.tst_IdSource]=] "/work/wt/venue/b/tests/tst_IdSource")
set_tests_properties([=[util.tst_IdSource]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/util/CMakeLists.txt;3;strikedesk_test;/work/wt/venue/tests/util/CMakeLists.txt;0;")
add_test([=[util.tst_Instant]=] "/work/wt/venue/b/tests/tst_Instant")
set_tests_properties([=[util.tst_Instant]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/util/CMakeLists.txt;4;strikedesk_test;/work/wt/venue/tests/util/CMakeLists.txt;0;")
add_test([=[util.tst_Random]=] "/work/wt/venue/b/tests/tst_Random")
set_tests_properties([=[util.tst_Random]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/util/CMakeLists.txt;5;strikedesk_test;/work/wt/venue/tests/util/CMakeLists.txt;0;")
add_test([=[util.tst_Handoff]=] "/work/wt/venue/b/tests/tst_Handoff")
set_tests_properties([=[util.tst_Handoff]=] PROPERTIES  TIMEOUT "120" _BACKTRACE_TRIPLES "/work/wt/venue/tests/util/CMakeLists.txt;12;add_test;/work/wt/venue/tests/util/CMakeLists.txt;0;")
add_test([=[util.tst_HandoffTsan]=] "/work/wt/venue/b/tests/tst_HandoffTsan")
set_tests_properties([=[util.tst_HandoffTsan]=] PROPERTIES  SKIP_REGULAR_EXPRESSION "unexpected memory mapping" TIMEOUT "120" _BACKTRACE_TRIPLES "/work/wt/venue/tests/util/CMakeLists.txt;12;add_test;/work/wt/venue/tests/util/CMakeLists.txt;0;")
