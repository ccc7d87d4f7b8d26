# Empty dependencies file for tst_Clock.
# This may be replaced when dependencies are built.
