# Empty custom commands generated dependencies file for tst_Roots_autogen.
# This may be replaced when dependencies are built.
