# Empty dependencies file for tst_TradingCore.
# This may be replaced when dependencies are built.
