# Empty compiler generated dependencies file for tst_Catalogue.
# This may be replaced when dependencies are built.
