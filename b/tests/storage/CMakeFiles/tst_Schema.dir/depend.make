# Empty dependencies file for tst_Schema.
# This may be replaced when dependencies are built.
