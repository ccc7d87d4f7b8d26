# SPDX-License-Identifier: GPL-3.0-or-later
# Plants a violation in a copy of the sources and looks whether a check notices.

# Copies the named folders of the sources; the copy is made anew each time.
function(prepare_copy folder)
    file(REMOVE_RECURSE ${folder})
    foreach(part IN LISTS ARGN)
        cmake_path(GET part PARENT_PATH parent)
        file(COPY ${SOURCE_DIR}/${part} DESTINATION ${folder}/${parent})
    endforeach()
endfunction()

function(run_check check folder exit_code output)
    execute_process(COMMAND ${CMAKE_COMMAND} -DSOURCE_DIR=${folder} -P ${CMAKE_CURRENT_LIST_DIR}/${check}.cmake
        RESULT_VARIABLE code OUTPUT_VARIABLE text ERROR_VARIABLE text)
    set(${exit_code} "${code}" PARENT_SCOPE)
    set(${output} "${text}" PARENT_SCOPE)
endfunction()

function(expect_clean check folder)
    run_check(${check} ${folder} code text)
    if(NOT code EQUAL 0)
        message(FATAL_ERROR "${check} refuses sources without a planted violation:\n${text}")
    endif()
endfunction()

# Writes `content` to a new file of the copy; the check must fail and say `expected` of that file.
function(expect_caught check folder file content expected)
    if(EXISTS ${folder}/${file})
        message(FATAL_ERROR "${file} is there already: plant under another name")
    endif()
    file(WRITE ${folder}/${file} "${content}")
    run_check(${check} ${folder} code text)
    file(REMOVE ${folder}/${file})
    string(REGEX REPLACE "[ \n]+" " " text "${text}")
    string(FIND "${text}" "${file}" names_file)
    string(FIND "${text}" "${expected}" names_rule)
    if(code EQUAL 0 OR names_file EQUAL -1 OR names_rule EQUAL -1)
        message(FATAL_ERROR "${check} does not notice ${file} (wanted: ${expected}), it says:\n${text}")
    endif()
    message(STATUS "noticed: ${expected}")
endfunction()
