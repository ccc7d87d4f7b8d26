# CMake generated Testfile for 
# Source directory: /work/wt/venue/core/types
# Build directory: /work/wt/venue/b/core/types
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
