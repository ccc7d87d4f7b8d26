# Empty compiler generated dependencies file for tst_Handoff.
# This may be replaced when dependencies are built.
