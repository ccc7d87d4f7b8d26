
# Consider dependencies only in project.
set(CMAKE_DEPENDS_IN_PROJECT_ONLY OFF)

# The set of languages for which implicit dependencies are needed:
set(CMAKE_DEPENDS_LANGUAGES
  )

# The set of dependency files which are needed:
set(CMAKE_DEPENDS_DEPENDENCY_FILES
  "/work/wt/venue/ui/audit/AuditModel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/audit/AuditModel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/audit/AuditModel.cpp.o.d"
  "/work/wt/venue/ui/audit/AuditPanel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/audit/AuditPanel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/audit/AuditPanel.cpp.o.d"
  "/work/wt/venue/ui/base/Badge.cpp" "ui/CMakeFiles/strikedesk_ui.dir/base/Badge.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/base/Badge.cpp.o.d"
  "/work/wt/venue/ui/base/Cell.cpp" "ui/CMakeFiles/strikedesk_ui.dir/base/Cell.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/base/Cell.cpp.o.d"
  "/work/wt/venue/ui/base/CellDelegate.cpp" "ui/CMakeFiles/strikedesk_ui.dir/base/CellDelegate.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/base/CellDelegate.cpp.o.d"
  "/work/wt/venue/ui/base/CellModel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/base/CellModel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/base/CellModel.cpp.o.d"
  "/work/wt/venue/ui/base/DeskLink.cpp" "ui/CMakeFiles/strikedesk_ui.dir/base/DeskLink.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/base/DeskLink.cpp.o.d"
  "/work/wt/venue/ui/base/DeskPanel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/base/DeskPanel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/base/DeskPanel.cpp.o.d"
  "/work/wt/venue/ui/base/DeskViews.cpp" "ui/CMakeFiles/strikedesk_ui.dir/base/DeskViews.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/base/DeskViews.cpp.o.d"
  "/work/wt/venue/ui/base/Format.cpp" "ui/CMakeFiles/strikedesk_ui.dir/base/Format.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/base/Format.cpp.o.d"
  "/work/wt/venue/ui/base/Glyphs.cpp" "ui/CMakeFiles/strikedesk_ui.dir/base/Glyphs.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/base/Glyphs.cpp.o.d"
  "/work/wt/venue/ui/base/Labels.cpp" "ui/CMakeFiles/strikedesk_ui.dir/base/Labels.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/base/Labels.cpp.o.d"
  "/work/wt/venue/ui/base/PriceField.cpp" "ui/CMakeFiles/strikedesk_ui.dir/base/PriceField.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/base/PriceField.cpp.o.d"
  "/work/wt/venue/ui/base/StallMeter.cpp" "ui/CMakeFiles/strikedesk_ui.dir/base/StallMeter.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/base/StallMeter.cpp.o.d"
  "/work/wt/venue/ui/base/StateText.cpp" "ui/CMakeFiles/strikedesk_ui.dir/base/StateText.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/base/StateText.cpp.o.d"
  "/work/wt/venue/ui/chain/ChainModel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/chain/ChainModel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/chain/ChainModel.cpp.o.d"
  "/work/wt/venue/ui/chain/ChainPanel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/chain/ChainPanel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/chain/ChainPanel.cpp.o.d"
  "/work/wt/venue/ui/charts/PayoffChart.cpp" "ui/CMakeFiles/strikedesk_ui.dir/charts/PayoffChart.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/charts/PayoffChart.cpp.o.d"
  "/work/wt/venue/ui/charts/PayoffCurve.cpp" "ui/CMakeFiles/strikedesk_ui.dir/charts/PayoffCurve.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/charts/PayoffCurve.cpp.o.d"
  "/work/wt/venue/ui/greeks/GreeksModel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/greeks/GreeksModel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/greeks/GreeksModel.cpp.o.d"
  "/work/wt/venue/ui/greeks/GreeksPanel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/greeks/GreeksPanel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/greeks/GreeksPanel.cpp.o.d"
  "/work/wt/venue/ui/health/HealthModels.cpp" "ui/CMakeFiles/strikedesk_ui.dir/health/HealthModels.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/health/HealthModels.cpp.o.d"
  "/work/wt/venue/ui/health/HealthPanel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/health/HealthPanel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/health/HealthPanel.cpp.o.d"
  "/work/wt/venue/ui/orders/OrdersModel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/orders/OrdersModel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/orders/OrdersModel.cpp.o.d"
  "/work/wt/venue/ui/orders/OrdersPanel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/orders/OrdersPanel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/orders/OrdersPanel.cpp.o.d"
  "/work/wt/venue/ui/positions/PositionsModel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/positions/PositionsModel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/positions/PositionsModel.cpp.o.d"
  "/work/wt/venue/ui/positions/PositionsPanel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/positions/PositionsPanel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/positions/PositionsPanel.cpp.o.d"
  "/work/wt/venue/ui/session/ProgressStrip.cpp" "ui/CMakeFiles/strikedesk_ui.dir/session/ProgressStrip.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/session/ProgressStrip.cpp.o.d"
  "/work/wt/venue/ui/session/SessionModel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/session/SessionModel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/session/SessionModel.cpp.o.d"
  "/work/wt/venue/ui/session/SessionPanel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/session/SessionPanel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/session/SessionPanel.cpp.o.d"
  "/work/wt/venue/ui/shots/Shots.cpp" "ui/CMakeFiles/strikedesk_ui.dir/shots/Shots.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/shots/Shots.cpp.o.d"
  "/work/wt/venue/ui/shots/Story.cpp" "ui/CMakeFiles/strikedesk_ui.dir/shots/Story.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/shots/Story.cpp.o.d"
  "/work/wt/venue/ui/slippage/BudgetGauge.cpp" "ui/CMakeFiles/strikedesk_ui.dir/slippage/BudgetGauge.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/slippage/BudgetGauge.cpp.o.d"
  "/work/wt/venue/ui/slippage/SlippageModel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/slippage/SlippageModel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/slippage/SlippageModel.cpp.o.d"
  "/work/wt/venue/ui/slippage/SlippagePanel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/slippage/SlippagePanel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/slippage/SlippagePanel.cpp.o.d"
  "/work/wt/venue/b/ui/strikedesk_ui_autogen/7BV4YJK25R/qrc_strikedesk.cpp" "ui/CMakeFiles/strikedesk_ui.dir/strikedesk_ui_autogen/7BV4YJK25R/qrc_strikedesk.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/strikedesk_ui_autogen/7BV4YJK25R/qrc_strikedesk.cpp.o.d"
  "/work/wt/venue/b/ui/strikedesk_ui_autogen/mocs_compilation.cpp" "ui/CMakeFiles/strikedesk_ui.dir/strikedesk_ui_autogen/mocs_compilation.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/strikedesk_ui_autogen/mocs_compilation.cpp.o.d"
  "/work/wt/venue/ui/theme/Fonts.cpp" "ui/CMakeFiles/strikedesk_ui.dir/theme/Fonts.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/theme/Fonts.cpp.o.d"
  "/work/wt/venue/ui/theme/StyleSheet.cpp" "ui/CMakeFiles/strikedesk_ui.dir/theme/StyleSheet.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/theme/StyleSheet.cpp.o.d"
  "/work/wt/venue/ui/theme/Theme.cpp" "ui/CMakeFiles/strikedesk_ui.dir/theme/Theme.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/theme/Theme.cpp.o.d"
  "/work/wt/venue/ui/ticket/ChecksModel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/ticket/ChecksModel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/ticket/ChecksModel.cpp.o.d"
  "/work/wt/venue/ui/ticket/LegsModel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/ticket/LegsModel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/ticket/LegsModel.cpp.o.d"
  "/work/wt/venue/ui/ticket/OrderDraft.cpp" "ui/CMakeFiles/strikedesk_ui.dir/ticket/OrderDraft.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/ticket/OrderDraft.cpp.o.d"
  "/work/wt/venue/ui/ticket/PreviewView.cpp" "ui/CMakeFiles/strikedesk_ui.dir/ticket/PreviewView.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/ticket/PreviewView.cpp.o.d"
  "/work/wt/venue/ui/ticket/PriceLadder.cpp" "ui/CMakeFiles/strikedesk_ui.dir/ticket/PriceLadder.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/ticket/PriceLadder.cpp.o.d"
  "/work/wt/venue/ui/ticket/PriceTiles.cpp" "ui/CMakeFiles/strikedesk_ui.dir/ticket/PriceTiles.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/ticket/PriceTiles.cpp.o.d"
  "/work/wt/venue/ui/ticket/TicketForm.cpp" "ui/CMakeFiles/strikedesk_ui.dir/ticket/TicketForm.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/ticket/TicketForm.cpp.o.d"
  "/work/wt/venue/ui/ticket/TicketPanel.cpp" "ui/CMakeFiles/strikedesk_ui.dir/ticket/TicketPanel.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/ticket/TicketPanel.cpp.o.d"
  "/work/wt/venue/ui/window/AboutBox.cpp" "ui/CMakeFiles/strikedesk_ui.dir/window/AboutBox.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/window/AboutBox.cpp.o.d"
  "/work/wt/venue/ui/window/ActionTable.cpp" "ui/CMakeFiles/strikedesk_ui.dir/window/ActionTable.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/window/ActionTable.cpp.o.d"
  "/work/wt/venue/ui/window/DeskDock.cpp" "ui/CMakeFiles/strikedesk_ui.dir/window/DeskDock.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/window/DeskDock.cpp.o.d"
  "/work/wt/venue/ui/window/DockTable.cpp" "ui/CMakeFiles/strikedesk_ui.dir/window/DockTable.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/window/DockTable.cpp.o.d"
  "/work/wt/venue/ui/window/KillButton.cpp" "ui/CMakeFiles/strikedesk_ui.dir/window/KillButton.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/window/KillButton.cpp.o.d"
  "/work/wt/venue/ui/window/LayoutStore.cpp" "ui/CMakeFiles/strikedesk_ui.dir/window/LayoutStore.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/window/LayoutStore.cpp.o.d"
  "/work/wt/venue/ui/window/MainWindow.cpp" "ui/CMakeFiles/strikedesk_ui.dir/window/MainWindow.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/window/MainWindow.cpp.o.d"
  "/work/wt/venue/ui/window/ModeBar.cpp" "ui/CMakeFiles/strikedesk_ui.dir/window/ModeBar.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/window/ModeBar.cpp.o.d"
  "/work/wt/venue/ui/window/StatusStrip.cpp" "ui/CMakeFiles/strikedesk_ui.dir/window/StatusStrip.cpp.o" "gcc" "ui/CMakeFiles/strikedesk_ui.dir/window/StatusStrip.cpp.o.d"
  )

# Targets to which this target links.
set(CMAKE_TARGET_LINKED_INFO_FILES
  "/work/wt/venue/b/core/CMakeFiles/strikedesk_core.dir/DependInfo.cmake"
  "/work/wt/venue/b/core/CMakeFiles/strikedesk_model.dir/DependInfo.cmake"
  )

# Fortran module output directory.
set(CMAKE_Fortran_TARGET_MODULE_DIR "")
