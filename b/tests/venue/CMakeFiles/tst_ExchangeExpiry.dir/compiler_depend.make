# Empty compiler generated dependencies file for tst_ExchangeExpiry.
# This may be replaced when dependencies are built.
