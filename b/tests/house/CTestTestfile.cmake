# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests/house
# Build directory: /work/wt/venue/b/tests/house
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[layers.includes]=] "/usr/bin/cmake" "-DSOURCE_DIR=/work/wt/venue" "-DWORK_DIR=/work/wt/venue/b/tests/house/layers.includes" "-P" "/work/wt/venue/tests/house/CheckLayers.cmake")
set_tests_properties([=[layers.includes]=] PROPERTIES  TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/house/CMakeLists.txt;4;add_test;/work/wt/venue/tests/house/CMakeLists.txt;10;strikedesk_house_test;/work/wt/venue/tests/house/CMakeLists.txt;0;")
add_test([=[layers.planted]=] "/usr/bin/cmake" "-DSOURCE_DIR=/work/wt/venue" "-DWORK_DIR=/work/wt/venue/b/tests/house/layers.planted" "-P" "/work/wt/venue/tests/house/PlantedLayers.cmake")
set_tests_properties([=[layers.planted]=] PROPERTIES  TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/house/CMakeLists.txt;4;add_test;/work/wt/venue/tests/house/CMakeLists.txt;11;strikedesk_house_test;/work/wt/venue/tests/house/CMakeLists.txt;0;")
add_test([=[layers.links]=] "/usr/bin/cmake" "-DSOURCE_DIR=/work/wt/venue" "-DWORK_DIR=/work/wt/venue/b/tests/house/layers.links" "-P" "/work/wt/venue/tests/house/PlantedLinks.cmake")
set_tests_properties([=[layers.links]=] PROPERTIES  TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/house/CMakeLists.txt;4;add_test;/work/wt/venue/tests/house/CMakeLists.txt;12;strikedesk_house_test;/work/wt/venue/tests/house/CMakeLists.txt;0;")
add_test([=[house.rules]=] "/usr/bin/cmake" "-DSOURCE_DIR=/work/wt/venue" "-DWORK_DIR=/work/wt/venue/b/tests/house/house.rules" "-P" "/work/wt/venue/tests/house/CheckHouse.cmake")
set_tests_properties([=[house.rules]=] PROPERTIES  TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/house/CMakeLists.txt;4;add_test;/work/wt/venue/tests/house/CMakeLists.txt;13;strikedesk_house_test;/work/wt/venue/tests/house/CMakeLists.txt;0;")
add_test([=[house.planted]=] "/usr/bin/cmake" "-DSOURCE_DIR=/work/wt/venue" "-DWORK_DIR=/work/wt/venue/b/tests/house/house.planted" "-P" "/work/wt/venue/tests/house/PlantedHouse.cmake")
set_tests_properties([=[house.planted]=] PROPERTIES  TIMEOUT "300" _BACKTRACE_TRIPLES "/work/wt/venue/tests/house/CMakeLists.txt;4;add_test;/work/wt/venue/tests/house/CMakeLists.txt;14;strikedesk_house_test;/work/wt/venue/tests/house/CMakeLists.txt;0;")
