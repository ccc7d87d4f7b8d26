# Empty compiler generated dependencies file for tst_Checked.
# This may be replaced when dependencies are built.
