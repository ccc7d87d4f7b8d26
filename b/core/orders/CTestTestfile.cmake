# CMake generated Testfile for 
# Source directory: /work/wt/venue/core/orders
# Build directory: /work/wt/venue/b/core/orders
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
