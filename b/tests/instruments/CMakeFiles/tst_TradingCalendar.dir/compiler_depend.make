# Empty compiler generated dependencies file for tst_TradingCalendar.
# This may be replaced when dependencies are built.
