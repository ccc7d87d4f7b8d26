# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/orders
# Build directory: /work/wt/venue/b/tests/orders
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[orders.tst_OrderLifecycle]=] "/work/wt/venue/b/tests/tst_OrderLifecycle")
set_tests_properties([=[orders.tst_OrderLifecycle]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/orders/CMakeLists.txt;2;strikedesk_test;/work/wt/venue/tests/orders/CMakeLists.txt;0;")
add_test([=[orders.tst_OrderRequestCodec]=] "/work/wt/venue/b/tests/tst_OrderRequestCodec")
set_tests_properties([=[orders.tst_OrderRequestCodec]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/orders/CMakeLists.txt;3;strikedesk_test;/work/wt/venue/tests/orders/CMakeLists.txt;0;")
