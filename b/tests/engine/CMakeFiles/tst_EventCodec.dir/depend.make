# Empty dependencies file for tst_EventCodec.
# This may be replaced when dependencies are built.
