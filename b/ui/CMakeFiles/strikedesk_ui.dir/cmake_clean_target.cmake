file(REMOVE_RECURSE
  "libstrikedesk_ui.a"
)
