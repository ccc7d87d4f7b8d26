# Empty compiler generated dependencies file for strikedesk_ui_shots.
# This may be replaced when dependencies are built.
