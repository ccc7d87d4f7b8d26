# Empty compiler generated dependencies file for tst_OsiSymbol.
# This may be replaced when dependencies are built.
