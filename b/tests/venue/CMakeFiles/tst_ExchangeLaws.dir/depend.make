# Empty dependencies file for tst_ExchangeLaws.
# This may be replaced when dependencies are built.
