# Empty dependencies file for tst_LegSelector.
# This may be replaced when dependencies are built.
