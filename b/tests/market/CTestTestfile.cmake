# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/market
# Build directory: /work/wt/venue/b/tests/market
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[market.tst_MarketChoice]=] "/work/wt/venue/b/tests/tst_MarketChoice")
set_tests_properties([=[market.tst_MarketChoice]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/market/CMakeLists.txt;2;strikedesk_test;/work/wt/venue/tests/market/CMakeLists.txt;0;")
add_test([=[market.tst_QuoteBoard]=] "/work/wt/venue/b/tests/tst_QuoteBoard")
set_tests_properties([=[market.tst_QuoteBoard]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/market/CMakeLists.txt;3;strikedesk_test;/work/wt/venue/tests/market/CMakeLists.txt;0;")
add_test([=[market.tst_RecordedMarket]=] "/work/wt/venue/b/tests/tst_RecordedMarket")
set_tests_properties([=[market.tst_RecordedMarket]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/market/CMakeLists.txt;4;strikedesk_test;/work/wt/venue/tests/market/CMakeLists.txt;0;")
add_test([=[market.tst_RecordedRows]=] "/work/wt/venue/b/tests/tst_RecordedRows")
set_tests_properties([=[market.tst_RecordedRows]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/market/CMakeLists.txt;5;strikedesk_test;/work/wt/venue/tests/market/CMakeLists.txt;0;")
add_test([=[market.tst_SharedRecordings]=] "/work/wt/venue/b/tests/tst_SharedRecordings")
set_tests_properties([=[market.tst_SharedRecordings]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/market/CMakeLists.txt;6;strikedesk_test;/work/wt/venue/tests/market/CMakeLists.txt;0;")
add_test([=[market.tst_SimulatedMarket]=] "/work/wt/venue/b/tests/tst_SimulatedMarket")
set_tests_properties([=[market.tst_SimulatedMarket]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/market/CMakeLists.txt;7;strikedesk_test;/work/wt/venue/tests/market/CMakeLists.txt;0;")
add_test([=[market.tst_ZipArchive]=] "/work/wt/venue/b/tests/tst_ZipArchive")
set_tests_properties([=[market.tst_ZipArchive]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/market/CMakeLists.txt;8;strikedesk_test;/work/wt/venue/tests/market/CMakeLists.txt;0;")
