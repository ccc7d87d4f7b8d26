# Empty compiler generated dependencies file for strikedesk_core.
# This may be replaced when dependencies are built.
