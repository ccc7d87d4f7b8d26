# SPDX-License-Identifier: GPL-3.0-or-later
# Each mistake that CheckInvariants.cmake knows, planted once: it must be noticed.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/Planting.cmake)
set(copy ${WORK_DIR}/sources)
prepare_copy(${copy} tests/orders)
set(page docs/invariants.md)
set(head "# A page\n\n| what must hold | rule | test |\n|---|---|---|\n")
set(outlook "\n## What is not there yet\n\n| what | comes with |\n|---|---|\n| a thing; or [two] | a feature |\n")
set(test "`tests/orders/tst_CommandQueue.cpp: countingChangesNothing`")

file(WRITE ${copy}/${page} "${head}| a rule; and [one] more | law 1 | ${test} |\n${outlook}")
expect_clean(CheckInvariants ${copy})
file(REMOVE ${copy}/${page})

expect_caught(CheckInvariants ${copy} ${page} "${head}| a | b | `tests/orders/tst_Gone.cpp: it` |\n${outlook}"
    "there is no file tests/orders/tst_Gone.cpp")
expect_caught(CheckInvariants ${copy} ${page}
    "${head}| a | b | ${test}, `tests/orders/tst_CommandQueue.cpp: countingChanges` |\n${outlook}"
    "tests/orders/tst_CommandQueue.cpp has no test countingChanges")
expect_caught(CheckInvariants ${copy} ${page}
    "${head}| a | b | `tests/orders/tst_OrderLifecycle.cpp: theTableSaysWhatHappens_data` |\n${outlook}"
    "is not written as a file and a function")
expect_caught(CheckInvariants ${copy} ${page} "${head}| a | b | `tests/orders/tst_CommandQueue.cpp` |\n${outlook}"
    "is not written as a file and a function")
expect_caught(CheckInvariants ${copy} ${page} "${head}| a | b | ${test} |\n| c | d | none |\n${outlook}"
    "a row names no test")
expect_caught(CheckInvariants ${copy} ${page} "${head}${outlook}" "names no test at all")
file(REMOVE_RECURSE ${copy})
