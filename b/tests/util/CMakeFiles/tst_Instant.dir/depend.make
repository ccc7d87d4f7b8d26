# Empty dependencies file for tst_Instant.
# This may be replaced when dependencies are built.
