# Empty dependencies file for tst_Plan.
# This may be replaced when dependencies are built.
