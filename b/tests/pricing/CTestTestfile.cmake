# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/pricing
# Build directory: /work/wt/venue/b/tests/pricing
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[pricing.tst_ExpectedValues]=] "/work/wt/venue/b/tests/tst_ExpectedValues")
set_tests_properties([=[pricing.tst_ExpectedValues]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/pricing/CMakeLists.txt;2;strikedesk_test;/work/wt/venue/tests/pricing/CMakeLists.txt;0;")
add_test([=[pricing.tst_Margin]=] "/work/wt/venue/b/tests/tst_Margin")
set_tests_properties([=[pricing.tst_Margin]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/pricing/CMakeLists.txt;3;strikedesk_test;/work/wt/venue/tests/pricing/CMakeLists.txt;0;")
add_test([=[pricing.tst_PricingLaws]=] "/work/wt/venue/b/tests/tst_PricingLaws")
set_tests_properties([=[pricing.tst_PricingLaws]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/pricing/CMakeLists.txt;4;strikedesk_test;/work/wt/venue/tests/pricing/CMakeLists.txt;0;")
