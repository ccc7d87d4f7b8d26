# Empty custom commands generated dependencies file for strikedesk_autogen.
# This may be replaced when dependencies are built.
