# Empty dependencies file for tst_SharedRecordings.
# This may be replaced when dependencies are built.
