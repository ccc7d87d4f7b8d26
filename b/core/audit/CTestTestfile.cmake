# CMake generated Testfile for 
# Source directory: /work/wt/venue/core/audit
# Build directory: /work/wt/venue/b/core/audit
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
