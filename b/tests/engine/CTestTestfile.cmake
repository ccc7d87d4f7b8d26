# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/engine
# Build directory: /work/wt/venue/b/tests/engine
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[engine.tst_ChainBuilder]=] "/work/wt/venue/b/tests/tst_ChainBuilder")
set_tests_properties([=[engine.tst_ChainBuilder]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/engine/CMakeLists.txt;2;strikedesk_test;/work/wt/venue/tests/engine/CMakeLists.txt;0;")
add_test([=[engine.tst_EventCodec]=] "/work/wt/venue/b/tests/tst_EventCodec")
set_tests_properties([=[engine.tst_EventCodec]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/engine/CMakeLists.txt;3;strikedesk_test;/work/wt/venue/tests/engine/CMakeLists.txt;0;")
add_test([=[engine.tst_TradingCore]=] "/work/wt/venue/b/tests/tst_TradingCore")
set_tests_properties([=[engine.tst_TradingCore]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/engine/CMakeLists.txt;4;strikedesk_test;/work/wt/venue/tests/engine/CMakeLists.txt;0;")
