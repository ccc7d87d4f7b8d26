# Empty dependencies file for tst_AuditVerifier.
# This may be replaced when dependencies are built.
