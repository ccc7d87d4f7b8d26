# CMake generated Testfile for 
# Source directory: /work/wt/venue/tests
# Build directory: /work/wt/venue/b/tests
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
subdirs("util")
subdirs("types")
subdirs("instruments")
subdirs("pricing")
subdirs("settings")
subdirs("storage")
subdirs("audit")
subdirs("market")
subdirs("portfolio")
subdirs("orders")
subdirs("slippage")
subdirs("risk")
subdirs("venue")
subdirs("execution")
subdirs("session")
subdirs("engine")
subdirs("processes")
subdirs("cli")
subdirs("ui")
subdirs("house")
