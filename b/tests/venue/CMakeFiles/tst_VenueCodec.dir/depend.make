# Empty dependencies file for tst_VenueCodec.
# This may be replaced when dependencies are built.
