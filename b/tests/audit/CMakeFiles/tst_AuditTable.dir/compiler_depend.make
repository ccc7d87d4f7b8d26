# Empty compiler generated dependencies file for tst_AuditTable.
# This may be replaced when dependencies are built.
