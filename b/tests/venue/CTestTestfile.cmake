# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/venue
# Build directory: /work/wt/venue/b/tests/venue
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[venue.tst_ExchangeExpiry]=] "/work/wt/venue/b/tests/tst_ExchangeExpiry")
set_tests_properties([=[venue.tst_ExchangeExpiry]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/venue/CMakeLists.txt;2;strikedesk_test;/work/wt/venue/tests/venue/CMakeLists.txt;0;")
add_test([=[venue.tst_ExchangeLaws]=] "/work/wt/venue/b/tests/tst_ExchangeLaws")
set_tests_properties([=[venue.tst_ExchangeLaws]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/venue/CMakeLists.txt;3;strikedesk_test;/work/wt/venue/tests/venue/CMakeLists.txt;0;")
add_test([=[venue.tst_ExchangeOrders]=] "/work/wt/venue/b/tests/tst_ExchangeOrders")
set_tests_properties([=[venue.tst_ExchangeOrders]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/venue/CMakeLists.txt;4;strikedesk_test;/work/wt/venue/tests/venue/CMakeLists.txt;0;")
add_test([=[venue.tst_FeeSchedule]=] "/work/wt/venue/b/tests/tst_FeeSchedule")
set_tests_properties([=[venue.tst_FeeSchedule]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/venue/CMakeLists.txt;5;strikedesk_test;/work/wt/venue/tests/venue/CMakeLists.txt;0;")
add_test([=[venue.tst_FillModels]=] "/work/wt/venue/b/tests/tst_FillModels")
set_tests_properties([=[venue.tst_FillModels]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/venue/CMakeLists.txt;6;strikedesk_test;/work/wt/venue/tests/venue/CMakeLists.txt;0;")
add_test([=[venue.tst_PackageFills]=] "/work/wt/venue/b/tests/tst_PackageFills")
set_tests_properties([=[venue.tst_PackageFills]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/venue/CMakeLists.txt;7;strikedesk_test;/work/wt/venue/tests/venue/CMakeLists.txt;0;")
add_test([=[venue.tst_SocketVenue]=] "/work/wt/venue/b/tests/tst_SocketVenue")
set_tests_properties([=[venue.tst_SocketVenue]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/venue/CMakeLists.txt;8;strikedesk_test;/work/wt/venue/tests/venue/CMakeLists.txt;0;")
add_test([=[venue.tst_VenueCodec]=] "/work/wt/venue/b/tests/tst_VenueCodec")
set_tests_properties([=[venue.tst_VenueCodec]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/venue/CMakeLists.txt;9;strikedesk_test;/work/wt/venue/tests/venue/CMakeLists.txt;0;")
