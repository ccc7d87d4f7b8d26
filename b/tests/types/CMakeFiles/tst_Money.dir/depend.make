# Empty dependencies file for tst_Money.
# This may be replaced when dependencies are built.
