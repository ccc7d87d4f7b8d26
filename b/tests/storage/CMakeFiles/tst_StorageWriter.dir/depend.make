# Empty dependencies file for tst_StorageWriter.
# This may be replaced when dependencies are built.
