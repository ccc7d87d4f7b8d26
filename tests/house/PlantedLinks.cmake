# SPDX-License-Identifier: GPL-3.0-or-later
# A forbidden library, linked directly and through another one, stops the configure step; without it all is well.
cmake_minimum_required(VERSION 3.25)
foreach(plant none direct chained interface)
    set(build ${WORK_DIR}/${plant})
    file(REMOVE_RECURSE ${build})
    execute_process(COMMAND ${CMAKE_COMMAND} -G Ninja -S ${CMAKE_CURRENT_LIST_DIR}/planted_links -B ${build}
            -DGUARD_DIR=${SOURCE_DIR}/installer/cmake -DPLANT=${plant}
        RESULT_VARIABLE code OUTPUT_VARIABLE text ERROR_VARIABLE text)
    string(REGEX REPLACE "[ \n]+" " " text "${text}")
    if(plant STREQUAL "none")
        if(NOT code EQUAL 0)
            message(FATAL_ERROR "the guard refuses an innocent link list:\n${text}")
        endif()
    elseif(code EQUAL 0 OR NOT text MATCHES "heart may not depend on Qt6::Widgets")
        message(FATAL_ERROR "the guard does not notice a ${plant} link:\n${text}")
    endif()
    message(STATUS "${plant}: as it should be")
endforeach()
