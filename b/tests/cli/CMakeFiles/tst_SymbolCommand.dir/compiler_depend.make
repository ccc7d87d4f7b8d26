# Empty compiler generated dependencies file for tst_SymbolCommand.
# This may be replaced when dependencies are built.
