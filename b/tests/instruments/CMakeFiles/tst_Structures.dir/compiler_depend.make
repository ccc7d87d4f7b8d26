# Empty compiler generated dependencies file for tst_Structures.
# This may be replaced when dependencies are built.
