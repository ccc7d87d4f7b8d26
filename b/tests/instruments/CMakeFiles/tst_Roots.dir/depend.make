# Empty dependencies file for tst_Roots.
# This may be replaced when dependencies are built.
