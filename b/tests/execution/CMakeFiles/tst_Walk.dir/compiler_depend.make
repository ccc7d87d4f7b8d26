# Empty compiler generated dependencies file for tst_Walk.
# This may be replaced when dependencies are built.
