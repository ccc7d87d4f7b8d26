file(REMOVE_RECURSE
  "libstrikedesk_core.a"
)
