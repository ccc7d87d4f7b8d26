# Empty dependencies file for tst_RecordedRows.
# This may be replaced when dependencies are built.
