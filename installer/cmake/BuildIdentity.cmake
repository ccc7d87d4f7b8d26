# SPDX-License-Identifier: GPL-3.0-or-later
# The commit a binary was made from; "unknown" outside a git checkout.
execute_process(COMMAND git -C ${PROJECT_SOURCE_DIR} rev-parse --short=12 HEAD
    OUTPUT_VARIABLE STRIKEDESK_COMMIT OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT STRIKEDESK_COMMIT)
    set(STRIKEDESK_COMMIT unknown)
endif()
configure_file(${PROJECT_SOURCE_DIR}/core/util/BuildIdentity.h.in
    ${PROJECT_BINARY_DIR}/generated/strikedesk/BuildIdentity.h @ONLY)
