# Empty dependencies file for tst_CanonicalJson.
# This may be replaced when dependencies are built.
