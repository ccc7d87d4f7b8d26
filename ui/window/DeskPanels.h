// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace strikedesk::ui {

class AuditPanel;
class ChainPanel;
class CostsPanel;
class GreeksPanel;
class HealthPanel;
class LimitsPanel;
class OrdersPanel;
class PositionsPanel;
class RulesPanel;
class ScenarioPanel;
class SessionPanel;
class SlippagePanel;
class TicketPanel;

/// The panels of a window; their docks own them.
struct DeskPanels
{
    ChainPanel* chain = nullptr;
    TicketPanel* ticket = nullptr;
    PositionsPanel* positions = nullptr;
    OrdersPanel* orders = nullptr;
    GreeksPanel* greeks = nullptr;
    SlippagePanel* slippage = nullptr;
    SessionPanel* session = nullptr;
    AuditPanel* audit = nullptr;
    HealthPanel* health = nullptr;
    LimitsPanel* limits = nullptr;
    CostsPanel* costs = nullptr;
    ScenarioPanel* scenario = nullptr;
    RulesPanel* rules = nullptr;
};

} // namespace strikedesk::ui
