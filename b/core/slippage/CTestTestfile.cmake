# CMake generated Testfile for 
# Source directory: /work/wt/venue/core/slippage
# Build directory: /work/wt/venue/b/core/slippage
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
