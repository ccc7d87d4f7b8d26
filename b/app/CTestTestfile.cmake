# CMake generated Testfile for 
# Source directory: /work/wt/venue/app
# Build directory: /work/wt/venue/b/app
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
subdirs("start")
subdirs("strikectl")
subdirs("desktop")
