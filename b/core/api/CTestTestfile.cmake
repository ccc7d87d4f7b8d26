# CMake generated Testfile for 
# Source directory: /work/wt/venue/core/api
# Build directory: /work/wt/venue/b/core/api
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
