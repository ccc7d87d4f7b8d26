# Empty custom commands generated dependencies file for strikedesk_other_files.
# This may be replaced when dependencies are built.
