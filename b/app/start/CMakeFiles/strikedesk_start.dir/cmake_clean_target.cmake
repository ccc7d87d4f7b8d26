file(REMOVE_RECURSE
  "libstrikedesk_start.a"
)
