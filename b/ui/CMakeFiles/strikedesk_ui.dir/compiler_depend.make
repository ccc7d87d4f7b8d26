# Empty compiler generated dependencies file for strikedesk_ui.
# This may be replaced when dependencies are built.
