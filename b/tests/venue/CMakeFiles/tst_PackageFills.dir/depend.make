# Empty dependencies file for tst_PackageFills.
# This may be replaced when dependencies are built.
