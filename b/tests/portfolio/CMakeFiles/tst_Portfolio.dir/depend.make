# Empty dependencies file for tst_Portfolio.
# This may be replaced when dependencies are built.
