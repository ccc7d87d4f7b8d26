# Empty compiler generated dependencies file for tst_FeeSchedule.
# This may be replaced when dependencies are built.
