# Empty compiler generated dependencies file for tst_Replay.
# This may be replaced when dependencies are built.
