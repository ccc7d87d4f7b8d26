# Empty dependencies file for tst_Profile.
# This may be replaced when dependencies are built.
