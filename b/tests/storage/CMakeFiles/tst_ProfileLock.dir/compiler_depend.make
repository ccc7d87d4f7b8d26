# Empty compiler generated dependencies file for tst_ProfileLock.
# This may be replaced when dependencies are built.
