# Empty compiler generated dependencies file for tst_RecordedMarket.
# This may be replaced when dependencies are built.
