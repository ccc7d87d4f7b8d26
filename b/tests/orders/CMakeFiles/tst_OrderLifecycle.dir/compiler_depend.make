# Empty compiler generated dependencies file for tst_OrderLifecycle.
# This may be replaced when dependencies are built.
