file(REMOVE_RECURSE
  "libstrikedesk_model.a"
)
