# Empty compiler generated dependencies file for tst_PricingLaws.
# This may be replaced when dependencies are built.
