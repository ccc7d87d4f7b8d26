# SPDX-License-Identifier: GPL-3.0-or-later
# Makes an installed tree run without Qt on the machine: copies the libraries and plugins that the programs need,
# and lets each of them look for its libraries relative to itself, as the programs do.
cmake_minimum_required(VERSION 3.25)
set(prefix "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}")
set(plugin_source "/usr/lib/x86_64-linux-gnu/qt6/plugins")
set(programs "/work/wt/venue/b/bin/strikectl;/work/wt/venue/b/bin/strikedesk")

find_program(patchelf patchelf)
if(NOT patchelf)
    message(FATAL_ERROR "patchelf is missing; ./dev package installs it")
endif()

set(plugins
    platforms/libqxcb.so platforms/libqoffscreen.so platforms/libqminimal.so
    xcbglintegrations/libqxcb-glx-integration.so xcbglintegrations/libqxcb-egl-integration.so
    imageformats/libqsvg.so iconengines/libqsvgicon.so sqldrivers/libqsqlite.so
    tls/libqopensslbackend.so tls/libqcertonlybackend.so platformthemes/libqxdgdesktopportal.so)
set(plugin_files "")
foreach(plugin IN LISTS plugins)
    if(NOT EXISTS "${plugin_source}/${plugin}")
        message(STATUS "Qt has no ${plugin} here, left out")
        continue()
    endif()
    get_filename_component(folder "${plugin}" DIRECTORY)
    file(INSTALL "${plugin_source}/${plugin}" DESTINATION "${prefix}/plugins/${folder}")
    list(APPEND plugin_files "${prefix}/plugins/${plugin}")
endforeach()
if(NOT EXISTS "${prefix}/plugins/platforms/libqxcb.so" OR NOT EXISTS "${prefix}/plugins/sqldrivers/libqsqlite.so")
    message(FATAL_ERROR "the platform and database plugins of Qt are not installed")
endif()

# The C library and what talks to the kernel's graphics belong to the machine.
file(GET_RUNTIME_DEPENDENCIES EXECUTABLES ${programs} MODULES ${plugin_files}
    RESOLVED_DEPENDENCIES_VAR libraries UNRESOLVED_DEPENDENCIES_VAR unresolved
    PRE_EXCLUDE_REGEXES "^ld-linux" "^lib(c|m|dl|rt|pthread|resolv|util)\\.so"
        "^lib(GL|EGL|GLX|OpenGL|GLdispatch|drm|gbm|vulkan)(-[a-z]+)?\\.so")
if(unresolved)
    message(FATAL_ERROR "these libraries are not found: ${unresolved}")
endif()
set(library_files "")
foreach(library IN LISTS libraries)
    file(INSTALL "${library}" DESTINATION "${prefix}/lib" FOLLOW_SYMLINK_CHAIN)
    get_filename_component(real "${library}" REALPATH)
    get_filename_component(name "${real}" NAME)
    list(APPEND library_files "${prefix}/lib/${name}")
endforeach()
list(REMOVE_DUPLICATES library_files)

function(look_beside path)
    execute_process(COMMAND ${patchelf} --set-rpath "${path}" ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()
look_beside("$ORIGIN" ${library_files})
look_beside("$ORIGIN/../../lib" ${plugin_files})

file(WRITE "${prefix}/bin/qt.conf" "[Paths]\nPrefix = ..\nPlugins = plugins\n")
