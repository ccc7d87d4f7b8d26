# CMake generated Testfile for 
# Source directory: /work/wt/venue/app/strikectl
# Build directory: /work/wt/venue/b/app/strikectl
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
