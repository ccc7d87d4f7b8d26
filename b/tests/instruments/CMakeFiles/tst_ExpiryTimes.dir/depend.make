# Empty dependencies file for tst_ExpiryTimes.
# This may be replaced when dependencies are built.
