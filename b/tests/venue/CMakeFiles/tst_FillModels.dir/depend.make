# Empty dependencies file for tst_FillModels.
# This may be replaced when dependencies are built.
