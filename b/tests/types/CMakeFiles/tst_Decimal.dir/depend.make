# Empty dependencies file for tst_Decimal.
# This may be replaced when dependencies are built.
