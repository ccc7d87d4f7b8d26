# Empty compiler generated dependencies file for tst_ExpectedValues.
# This may be replaced when dependencies are built.
