# SPDX-License-Identifier: GPL-3.0-or-later
# Read by cpack once per generator: a DEB takes Qt from Debian, an archive brings its own.
if(CPACK_GENERATOR STREQUAL "DEB")
    set(CPACK_COMPONENTS_ALL application)
    set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
elseif(CPACK_GENERATOR STREQUAL "TGZ")
    set(CPACK_COMPONENTS_ALL application bundle)
    set(CPACK_COMPONENT_INCLUDE_TOPLEVEL_DIRECTORY ON) # it unpacks into one folder of its own
endif()
