# SPDX-License-Identifier: GPL-3.0-or-later
# Each kind of violation that CheckLayers.cmake knows, planted once: it must be noticed.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/Planting.cmake)
set(copy ${WORK_DIR}/sources)
prepare_copy(${copy} core ui app)
expect_clean(CheckLayers ${copy})

expect_caught(CheckLayers ${copy} core/pricing/Planted.h "#include \"core/orders/OrderState.h\"\n"
    "core/pricing comes before core/orders")
expect_caught(CheckLayers ${copy} core/audit/Planted.cpp "  #  include \"core/engine/DeskSnapshot.h\"\n"
    "core/audit comes before core/engine")
expect_caught(CheckLayers ${copy} core/types/Planted.h "#include <QString>\n" "core/types is free of Qt")
expect_caught(CheckLayers ${copy} core/util/Planted.h "#include <QtCore/qglobal.h>\n" "core/util is free of Qt")
expect_caught(CheckLayers ${copy} core/market/Planted.cpp "#include <QtWidgets/QWidget>\n" "core needs no screen")
expect_caught(CheckLayers ${copy} core/market/Planted.h "#include <QPixmap>\n" "core needs no screen")
expect_caught(CheckLayers ${copy} core/engine/Planted.cpp "#include \"ui/Planted.h\"\n"
    "core knows neither ui nor app")
expect_caught(CheckLayers ${copy} core/engine/Planted.cpp "#include \"app/desktop/Planted.h\"\n"
    "core knows neither ui nor app")
expect_caught(CheckLayers ${copy} core/engine/Planted.cpp "#include \"DeskSnapshot.h\"\n"
    "an include of ours starts with core/")
expect_caught(CheckLayers ${copy} core/engine/Planted.cpp "#include \"../orders/OrderState.h\"\n"
    "an include starts at the root of the sources")
expect_caught(CheckLayers ${copy} core/elsewhere/Planted.h "#include <vector>\n"
    "core/elsewhere has no place among the layers")
expect_caught(CheckLayers ${copy} core/venue/exchange/Planted.cpp "#include \"core/orders/OrderState.h\"\n"
    "the exchange's ledger is the oracle of ours")
expect_caught(CheckLayers ${copy} core/venue/exchange/Planted.cpp "#include \"core/venue/Venue.h\"\n"
    "the exchange's ledger is the oracle of ours")
expect_caught(CheckLayers ${copy} ui/Planted.cpp "#include \"app/desktop/Planted.h\"\n" "ui does not know app")
expect_caught(CheckLayers ${copy} ui/Planted.cpp "#include <QSqlQuery>\n" "no database and no socket")
expect_caught(CheckLayers ${copy} ui/Planted.cpp "#include <QtHttpServer/QHttpServer>\n"
    "no database and no socket")
expect_caught(CheckLayers ${copy} app/strikectl/Planted.cpp "#include \"ui/Planted.h\"\n" "strikectl uses core only")
expect_caught(CheckLayers ${copy} app/desktop/Planted.cpp "#include \"app/strikectl/Command.h\"\n"
    "the two programs share core, not each other")

# Through a chain: a file of the right layer that is reached by the wrong one.
file(WRITE ${copy}/core/market/PlantedBridge.h "#include \"core/portfolio/PlantedEnd.h\"\n")
file(WRITE ${copy}/core/portfolio/PlantedEnd.h "#include <vector>\n")
run_check(CheckLayers ${copy} before text)
file(WRITE ${copy}/core/venue/exchange/PlantedStart.h "#include \"core/market/PlantedBridge.h\"\n")
run_check(CheckLayers ${copy} code text)
if(code EQUAL 0 OR NOT text MATCHES "PlantedEnd.h: the simulated exchange reaches it")
    message(FATAL_ERROR "a chain of includes from the exchange is not noticed:\n${text}")
endif()
file(REMOVE_RECURSE ${copy})
