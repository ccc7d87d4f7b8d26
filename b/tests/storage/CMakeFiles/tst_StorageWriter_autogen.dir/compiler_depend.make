# Empty custom commands generated dependencies file for tst_StorageWriter_autogen.
# This may be replaced when dependencies are built.
