# Empty dependencies file for tst_Fault.
# This may be replaced when dependencies are built.
