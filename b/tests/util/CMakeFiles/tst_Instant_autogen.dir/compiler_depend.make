# Empty custom commands generated dependencies file for tst_Instant_autogen.
# This may be replaced when dependencies are built.
