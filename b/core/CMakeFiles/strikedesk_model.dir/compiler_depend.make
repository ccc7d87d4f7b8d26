# Empty compiler generated dependencies file for strikedesk_model.
# This may be replaced when dependencies are built.
