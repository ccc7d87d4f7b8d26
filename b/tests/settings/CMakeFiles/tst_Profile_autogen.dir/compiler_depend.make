# Empty custom commands generated dependencies file for tst_Profile_autogen.
# This may be replaced when dependencies are built.
