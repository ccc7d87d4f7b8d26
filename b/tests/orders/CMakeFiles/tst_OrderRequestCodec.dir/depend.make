# Empty dependencies file for tst_OrderRequestCodec.
# This may be replaced when dependencies are built.
