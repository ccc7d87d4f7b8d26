# Empty custom commands generated dependencies file for tst_SimulatedMarket_autogen.
# This may be replaced when dependencies are built.
