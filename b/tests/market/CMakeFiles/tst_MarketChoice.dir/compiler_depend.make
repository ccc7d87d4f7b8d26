# Empty compiler generated dependencies file for tst_MarketChoice.
# This may be replaced when dependencies are built.
