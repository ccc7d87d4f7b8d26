# Empty custom commands generated dependencies file for tst_Margin_autogen.
# This may be replaced when dependencies are built.
