# Empty dependencies file for tst_SimulatedMarket.
# This may be replaced when dependencies are built.
