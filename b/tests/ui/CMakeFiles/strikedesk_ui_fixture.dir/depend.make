# Empty dependencies file for strikedesk_ui_fixture.
# This may be replaced when dependencies are built.
