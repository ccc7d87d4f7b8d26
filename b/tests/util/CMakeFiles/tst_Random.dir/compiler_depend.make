# Empty compiler generated dependencies file for tst_Random.
# This may be replaced when dependencies are built.
