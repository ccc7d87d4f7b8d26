# SPDX-License-Identifier: GPL-3.0-or-later
# Every target of ours links strikedesk_options, PRIVATE: the one place where flags live.
add_library(strikedesk_options INTERFACE)
target_compile_features(strikedesk_options INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(MSVC)
    target_compile_options(strikedesk_options INTERFACE /W4 /permissive- /utf-8)
    if(STRIKEDESK_WARNINGS_AS_ERRORS)
        target_compile_options(strikedesk_options INTERFACE /WX)
    endif()
else()
    target_compile_options(strikedesk_options INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # GCC 12 takes the empty half of an optional for a value that is read; the sanitizers look for real cases.
        target_compile_options(strikedesk_options INTERFACE -Wno-maybe-uninitialized)
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_UNITY_BUILD)
        # A unity file is no header, but GCC takes what it includes for one and warns of local names in it.
        target_compile_options(strikedesk_options INTERFACE -Wno-subobject-linkage)
    endif()
    if(STRIKEDESK_WARNINGS_AS_ERRORS)
        target_compile_options(strikedesk_options INTERFACE -Werror)
    endif()
endif()

target_compile_definitions(strikedesk_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_KEYWORDS QT_USE_QSTRINGBUILDER)

# Qt 6.4's moc stops at the <concepts> header of GCC 12 ("Parse error at std") when a source includes <compare>
# before any Qt header. It needs nothing from there, so for moc alone the header counts as already read.
set(CMAKE_AUTOMOC_MOC_OPTIONS -D_GLIBCXX_CONCEPTS)

if(STRIKEDESK_SANITIZE)
    set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_compile_options(strikedesk_options INTERFACE ${sanitizers})
    target_link_options(strikedesk_options INTERFACE ${sanitizers})
    if(STRIKEDESK_FUZZ)
        # Everything a fuzzer reaches tells where it has been; the fuzzers themselves add the main function.
        target_compile_options(strikedesk_options INTERFACE -fsanitize=fuzzer-no-link)
    endif()
elseif(STRIKEDESK_FUZZ)
    message(FATAL_ERROR "STRIKEDESK_FUZZ needs STRIKEDESK_SANITIZE: a fuzzer finds what the sanitizers see.")
endif()

find_program(STRIKEDESK_LLD ld.lld)
if(STRIKEDESK_LLD AND NOT APPLE AND NOT MSVC)
    add_link_options(-fuse-ld=lld)
endif()
find_program(STRIKEDESK_CCACHE ccache)
if(STRIKEDESK_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${STRIKEDESK_CCACHE})
endif()
