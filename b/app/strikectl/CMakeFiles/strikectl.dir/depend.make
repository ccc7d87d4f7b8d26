# Empty dependencies file for strikectl.
# This may be replaced when dependencies are built.
