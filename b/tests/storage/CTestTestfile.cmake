# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/storage
# Build directory: /work/wt/venue/b/tests/storage
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[storage.tst_ProfileLock]=] "/work/wt/venue/b/tests/tst_ProfileLock")
set_tests_properties([=[storage.tst_ProfileLock]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/storage/CMakeLists.txt;2;strikedesk_test;/work/wt/venue/tests/storage/CMakeLists.txt;0;")
add_test([=[storage.tst_Schema]=] "/work/wt/venue/b/tests/tst_Schema")
set_tests_properties([=[storage.tst_Schema]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/storage/CMakeLists.txt;3;strikedesk_test;/work/wt/venue/tests/storage/CMakeLists.txt;0;")
add_test([=[storage.tst_StorageWriter]=] "/work/wt/venue/b/tests/tst_StorageWriter")
set_tests_properties([=[storage.tst_StorageWriter]=] PROPERTIES  ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;" TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/CMakeLists.txt;24;add_test;/work/wt/venue/tests/storage/CMakeLists.txt;4;strikedesk_test;/work/wt/venue/tests/storage/CMakeLists.txt;0;")
