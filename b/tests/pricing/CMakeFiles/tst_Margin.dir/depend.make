# Empty dependencies file for tst_Margin.
# This may be replaced when dependencies are built.
