# Empty dependencies file for tst_HandoffTsan.
# This may be replaced when dependencies are built.
