# Empty dependencies file for tst_ZipArchive.
# This may be replaced when dependencies are built.
