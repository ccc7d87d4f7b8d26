file(REMOVE_RECURSE
  "libstrikedesk_ui_fixture.a"
)
