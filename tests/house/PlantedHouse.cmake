# SPDX-License-Identifier: GPL-3.0-or-later
# Each breach that CheckHouse.cmake knows, planted once: it must be noticed.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/Planting.cmake)
set(copy ${WORK_DIR}/sources)
prepare_copy(${copy} core/util core/types)
expect_clean(CheckHouse ${copy})

set(licence "// SPDX-License-Identifier: GPL-3.0-or-later\n")
string(REPEAT "int n\n" 451 long)
expect_caught(CheckHouse ${copy} core/types/Planted.cpp "int n\n" "its first line does not name the licence")
expect_caught(CheckHouse ${copy} ui/Planted.cpp "${licence}${long}" "lines, take it apart")
expect_caught(CheckHouse ${copy} core/types/Planted.h "${licence}int n\n" "a header starts with #pragma once")
foreach(word TODO FIXME "not implemented" " a stub " " a placeholder ")
    expect_caught(CheckHouse ${copy} app/desktop/Planted.cpp "${licence}// ${word}\n" "speaks of unfinished work")
endforeach()
foreach(call "std::chrono::system_clock::now()" "std::chrono::steady_clock::now()" "QDateTime::currentDateTimeUtc()"
        " time(nullptr)" "std::random_device d" "QRandomGenerator::global()" " rand()" "QUuid::createUuid()"
        "QElapsedTimer timer")
    expect_caught(CheckHouse ${copy} core/orders/Planted.cpp "${licence}auto t = ${call}\n"
        "takes time, chance or an id past the seams")
endforeach()
expect_caught(CheckHouse ${copy} core/api/Planted.cpp "${licence}catch (...) {\n}\n" "swallows what it catches")
expect_caught(CheckHouse ${copy} ui/Planted.cpp "${licence}Qt::BlockingQueuedConnection\n"
    "waits for another thread's event loop")

# The seams themselves may ask the machine.
file(WRITE ${copy}/core/util/Planted.cpp "${licence}auto t = std::chrono::system_clock::now()\n")
expect_clean(CheckHouse ${copy})
file(REMOVE_RECURSE ${copy})
