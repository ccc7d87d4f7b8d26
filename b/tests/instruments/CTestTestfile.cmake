# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/instruments
# Build directory: /work/wt/venue/b/tests/instruments
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[instruments.tst_Catalogue]=] "/work/wt/venue/b/tests/tst_Catalogue")
set_tests_properties([=[instruments.tst_Catalogue]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/instruments/CMakeLists.txt;2;strikedesk_test;/work/wt/venue/tests/instruments/CMakeLists.txt;0;")
add_test([=[instruments.tst_ExpiryTimes]=] "/work/wt/venue/b/tests/tst_ExpiryTimes")
set_tests_properties([=[instruments.tst_ExpiryTimes]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/instruments/CMakeLists.txt;3;strikedesk_test;/work/wt/venue/tests/instruments/CMakeLists.txt;0;")
add_test([=[instruments.tst_OsiSymbol]=] "/work/wt/venue/b/tests/tst_OsiSymbol")
set_tests_properties([=[instruments.tst_OsiSymbol]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/instruments/CMakeLists.txt;4;strikedesk_test;/work/wt/venue/tests/instruments/CMakeLists.txt;0;")
add_test([=[instruments.tst_Roots]=] "/work/wt/venue/b/tests/tst_Roots")
set_tests_properties([=[instruments.tst_Roots]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/instruments/CMakeLists.txt;5;strikedesk_test;/work/wt/venue/tests/instruments/CMakeLists.txt;0;")
add_test([=[instruments.tst_Structures]=] "/work/wt/venue/b/tests/tst_Structures")
set_tests_properties([=[instruments.tst_Structures]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/instruments/CMakeLists.txt;6;strikedesk_test;/work/wt/venue/tests/instruments/CMakeLists.txt;0;")
add_test([=[instruments.tst_TickTable]=] "/work/wt/venue/b/tests/tst_TickTable")
set_tests_properties([=[instruments.tst_TickTable]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/instruments/CMakeLists.txt;7;strikedesk_test;/work/wt/venue/tests/instruments/CMakeLists.txt;0;")
add_test([=[instruments.tst_TradingCalendar]=] "/work/wt/venue/b/tests/tst_TradingCalendar")
set_tests_properties([=[instruments.tst_TradingCalendar]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/instruments/CMakeLists.txt;8;strikedesk_test;/work/wt/venue/tests/instruments/CMakeLists.txt;0;")
