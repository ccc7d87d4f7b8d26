# Empty compiler generated dependencies file for strikedesk_start.
# This may be replaced when dependencies are built.
