# CMake generated Testfile for 
# Source directory: /work/wt/venue/core/instruments
# Build directory: /work/wt/venue/b/core/instruments
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
