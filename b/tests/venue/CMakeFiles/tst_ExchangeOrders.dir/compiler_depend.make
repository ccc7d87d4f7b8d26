# Empty compiler generated dependencies file for tst_ExchangeOrders.
# This may be replaced when dependencies are built.
