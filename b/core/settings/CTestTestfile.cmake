# CMake generated Testfile for 
# Source directory: /work/wt/venue/core/settings
# Build directory: /work/wt/venue/b/core/settings
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
