# Empty compiler generated dependencies file for tst_KillRecovery.
# This may be replaced when dependencies are built.
