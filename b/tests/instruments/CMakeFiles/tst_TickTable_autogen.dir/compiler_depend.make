# Empty custom commands generated dependencies file for tst_TickTable_autogen.
# This may be replaced when dependencies are built.
