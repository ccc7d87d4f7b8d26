# Empty compiler generated dependencies file for strikedesk.
# This may be replaced when dependencies are built.
