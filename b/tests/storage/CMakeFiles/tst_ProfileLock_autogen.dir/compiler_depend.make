# Empty custom commands generated dependencies file for tst_ProfileLock_autogen.
# This may be replaced when dependencies are built.
