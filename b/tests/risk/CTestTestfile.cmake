# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/risk
# Build directory: /work/wt/venue/b/tests/risk
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[risk.tst_RiskGate]=] "/work/wt/venue/b/tests/tst_RiskGate")
set_tests_properties([=[risk.tst_RiskGate]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/risk/CMakeLists.txt;2;strikedesk_test;/work/wt/venue/tests/risk/CMakeLists.txt;0;")
