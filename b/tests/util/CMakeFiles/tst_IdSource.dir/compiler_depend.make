# Empty compiler generated dependencies file for tst_IdSource.
# This may be replaced when dependencies are built.
