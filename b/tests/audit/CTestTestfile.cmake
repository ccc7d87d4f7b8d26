# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/audit
# Build directory: /work/wt/venue/b/tests/audit
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[audit.tst_AuditTable]=] "/work/wt/venue/b/tests/tst_AuditTable")
set_tests_properties([=[audit.tst_AuditTable]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/audit/CMakeLists.txt;2;strikedesk_test;/work/wt/venue/tests/audit/CMakeLists.txt;0;")
add_test([=[audit.tst_AuditVerifier]=] "/work/wt/venue/b/tests/tst_AuditVerifier")
set_tests_properties([=[audit.tst_AuditVerifier]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/audit/CMakeLists.txt;3;strikedesk_test;/work/wt/venue/tests/audit/CMakeLists.txt;0;")
add_test([=[audit.tst_CanonicalJson]=] "/work/wt/venue/b/tests/tst_CanonicalJson")
set_tests_properties([=[audit.tst_CanonicalJson]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/audit/CMakeLists.txt;4;strikedesk_test;/work/wt/venue/tests/audit/CMakeLists.txt;0;")
