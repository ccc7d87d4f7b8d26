# Empty dependencies file for tst_SlippageLedger.
# This may be replaced when dependencies are built.
