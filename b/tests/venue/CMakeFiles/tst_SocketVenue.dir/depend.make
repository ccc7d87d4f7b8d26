# Empty dependencies file for tst_SocketVenue.
# This may be replaced when dependencies are built.
