# SPDX-License-Identifier: GPL-3.0-or-later
# The rules of CONTRIBUTING.md that a machine can check, in core, ui and app.
# cmake -DSOURCE_DIR=… -P CheckHouse.cmake
cmake_minimum_required(VERSION 3.25)
set(longest_file 450) # 400 is the rule; the rest is room until a file is taken apart

# Law 8: time, randomness and ids come through the seams in core/util.
string(CONCAT forbidden_calls
    "system_clock::now|steady_clock::now|high_resolution_clock|[^A-Za-z_]time\\((nullptr|NULL|0)\\)|gettimeofday"
    "|clock_gettime|QDateTime::current|QDate::currentDate|QTime::currentTime|QElapsedTimer|QDeadlineTimer"
    "|std::random_device|std::mt19937|[^A-Za-z_:.>]s?rand\\(|QRandomGenerator|createUuid|uuid_generate")
# Words of work that is not finished; the longer ones would also catch their own plural.
string(CONCAT unfinished_words
    "TODO|FIXME|XXX|HACK|[Nn]ot implemented|[Uu]nimplemented|[^A-Za-z][Ss]tub(bed|s)?[^A-Za-z]"
    "|[^A-Za-z]placeholder[^A-Za-z]|lorem ipsum")

set(violations "")
file(GLOB_RECURSE sources RELATIVE ${SOURCE_DIR}
    ${SOURCE_DIR}/core/*.h ${SOURCE_DIR}/core/*.cpp ${SOURCE_DIR}/ui/*.h ${SOURCE_DIR}/ui/*.cpp
    ${SOURCE_DIR}/app/*.h ${SOURCE_DIR}/app/*.cpp)
file(GLOB_RECURSE lists RELATIVE ${SOURCE_DIR} ${SOURCE_DIR}/core/CMakeLists.txt ${SOURCE_DIR}/ui/CMakeLists.txt
    ${SOURCE_DIR}/app/CMakeLists.txt)
list(SORT sources)
list(LENGTH sources source_count)
if(source_count EQUAL 0)
    message(FATAL_ERROR "there are no sources under ${SOURCE_DIR}")
endif()

foreach(source IN LISTS sources lists)
    file(READ ${SOURCE_DIR}/${source} text)
    if(NOT text MATCHES "^(#!|//|#)[^\n]*\n?[^\n]*SPDX-License-Identifier: GPL-3.0-or-later"
            AND NOT text MATCHES "^[/#]+ SPDX-License-Identifier: GPL-3.0-or-later")
        list(APPEND violations "${source}: its first line does not name the licence")
    endif()
    string(REGEX REPLACE "[^\n]" "" newlines "${text}")
    string(LENGTH "${newlines}" line_count)
    if(line_count GREATER longest_file)
        list(APPEND violations "${source}: ${line_count} lines, take it apart")
    endif()
    if(text MATCHES "${unfinished_words}")
        list(APPEND violations "${source}: speaks of unfinished work: ${CMAKE_MATCH_0}")
    endif()
    if(NOT source MATCHES "^core/util/" AND text MATCHES "${forbidden_calls}")
        list(APPEND violations "${source}: takes time, chance or an id past the seams: ${CMAKE_MATCH_0}")
    endif()
    if(source MATCHES "\\.h$" AND NOT text MATCHES "\n#pragma once")
        list(APPEND violations "${source}: a header starts with #pragma once")
    endif()
    if(text MATCHES "catch \\(\\.\\.\\.\\)[ \n]*{[ \n]*}")
        list(APPEND violations "${source}: swallows what it catches")
    endif()
    if(text MATCHES "BlockingQueuedConnection")
        list(APPEND violations "${source}: waits for another thread's event loop")
    endif()
endforeach()

foreach(line IN LISTS violations)
    message("${line}")
endforeach()
list(LENGTH violations violation_count)
if(violation_count GREATER 0)
    message(FATAL_ERROR "${violation_count} breaches of the house rules (CONTRIBUTING.md)")
endif()
message(STATUS "${source_count} files keep the house rules")
