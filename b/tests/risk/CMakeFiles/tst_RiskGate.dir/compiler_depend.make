# Empty compiler generated dependencies file for tst_RiskGate.
# This may be replaced when dependencies are built.
