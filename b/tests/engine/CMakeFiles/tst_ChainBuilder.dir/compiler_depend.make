# Empty compiler generated dependencies file for tst_ChainBuilder.
# This may be replaced when dependencies are built.
