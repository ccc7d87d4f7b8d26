# Empty dependencies file for tst_QuoteBoard.
# This may be replaced when dependencies are built.
