# Empty compiler generated dependencies file for tst_TickTable.
# This may be replaced when dependencies are built.
