// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/ApiSchemas.h"

#include "core/util/Assert.h"

#include <QByteArray>
#include <QJsonDocument>

namespace strikedesk::api {
namespace {

// Written as the JSON they are: schemas read best in their own language.
constexpr const char* schemaText = R"json({
  "Problem": {
    "type": "object",
    "description": "RFC 9457; 'code' is for programs, 'detail' for people.",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
      "type": {"type": "string"}, "title": {"type": "string"},
      "status": {"type": "integer", "minimum": 400, "maximum": 599},
      "code": {"type": "string", "examples": ["risk.max_order_quantity"]},
      "detail": {"type": "string"}
    }
  },
  "Page": {
    "type": "object",
    "properties": {
      "items": {"type": "array", "maxItems": 500, "items": {"type": "object"}},
      "next_cursor": {"type": ["string", "null"]}
    }
  },
  "Decimal": {
    "type": "string", "pattern": "^-?[0-9]{1,11}([.][0-9]{1,4})?$", "examples": ["1.2500"],
    "description": "Dollars, exact, at most four places."
  },
  "Leg": {
    "type": "object", "additionalProperties": false, "required": ["symbol", "side", "ratio", "effect"],
    "properties": {
      "symbol": {"type": "string", "maxLength": 32, "description": "OSI symbol of an option, or a ticker."},
      "side": {"enum": ["buy", "sell"]},
      "ratio": {"type": "integer", "minimum": 1, "description": "Contracts per package, or shares for a stock."},
      "effect": {"enum": ["open", "close"]}
    }
  },
  "Walk": {
    "type": ["object", "null"], "additionalProperties": false,
    "properties": {
      "style": {"enum": ["mid_walk", "patient", "urgent", "peg_to_mid", "ladder", "adaptive", "join",
                         "four_prices", "ten_steps"],
                "description": "mid_walk when absent; docs/execution.md says what each does."},
      "step_ticks": {"type": "integer", "minimum": 1, "maximum": 100},
      "step_seconds": {"type": "integer", "minimum": 1, "maximum": 86400},
      "steps": {"type": "integer", "minimum": 1, "maximum": 100,
                "description": "Equal steps from mid to natural (mid_walk), or the steps planned for (adaptive)."},
      "offset_ticks": {"type": "integer", "minimum": -100, "maximum": 100, "description": "Of peg_to_mid."},
      "rungs": {"type": "array", "minItems": 1, "maxItems": 100,
                "items": {"type": "integer", "minimum": 0, "maximum": 100},
                "description": "Of a ladder: rising per cents of the way from mid to natural."},
      "width_max": {"$ref": "#/components/schemas/Decimal"},
      "worst": {"$ref": "#/components/schemas/Decimal"},
      "patience_seconds": {"type": "integer", "minimum": 0, "maximum": 86400,
                           "description": "Rests at its end so long; 0 until its time in force ends it."},
      "at_end": {"enum": ["cancel", "cross"]}
    }
  },
  "Order": {
    "type": "object", "additionalProperties": false, "required": ["legs", "quantity", "type"],
    "properties": {
      "account": {"type": ["string", "null"], "maxLength": 128},
      "structure": {"type": ["string", "null"], "maxLength": 128},
      "legs": {"type": "array", "minItems": 1, "maxItems": 8, "items": {"$ref": "#/components/schemas/Leg"}},
      "quantity": {"type": "integer", "minimum": 1, "maximum": 1000000, "description": "Packages."},
      "type": {"enum": ["limit", "marketable_limit", "walk", "stop", "stop_limit"]},
      "limit": {"anyOf": [{"$ref": "#/components/schemas/Decimal"}, {"type": "null"}],
                "description": "Net price of one package per share; positive is a debit, negative a credit."},
      "stop": {"anyOf": [{"$ref": "#/components/schemas/Decimal"}, {"type": "null"}]},
      "time_in_force": {"enum": ["day", "gtc", "gtd", "ioc"]},
      "good_till": {"type": ["string", "null"], "format": "date"},
      "walk": {"$ref": "#/components/schemas/Walk"},
      "slippage_limit": {"anyOf": [{"$ref": "#/components/schemas/Decimal"}, {"type": "null"}],
                         "description": "Total dollars this order may lose to slippage."},
      "client_reference": {"type": ["string", "null"], "maxLength": 128},
      "strategy": {"type": ["string", "null"], "maxLength": 128},
      "note": {"type": ["string", "null"]},
      "structure_id": {"type": ["string", "null"], "maxLength": 128},
      "override": {"anyOf": [{"$ref": "#/components/schemas/Override"}, {"type": "null"}]},
      "trigger": {"anyOf": [{"$ref": "#/components/schemas/Trigger"}, {"type": "null"}]},
      "not_before": {"type": ["string", "null"], "format": "date-time", "description": "Held until then."},
      "parent": {"type": ["string", "null"], "maxLength": 128,
                 "description": "Held until this order has filled; as much of it as that has filled."},
      "oco_group": {"type": ["string", "null"], "maxLength": 128,
                    "description": "What one order of a group fills the others may not fill any more."},
      "bracket": {"anyOf": [{"$ref": "#/components/schemas/Bracket"}, {"type": "null"}]},
      "protection_ticks": {"type": ["integer", "null"], "minimum": 0, "maximum": 100,
                           "description": "A marketable limit may pay so far beyond the natural, within the collar."}
    }
  },
  "Trigger": {
    "type": "object", "additionalProperties": false, "required": ["on", "level"],
    "description": "This machine holds the order until the level is confirmed; docs/stops.md.",
    "properties": {
      "on": {"enum": ["mid", "mark", "underlying"]},
      "when": {"enum": ["worse", "better", "above", "below"],
               "description": "worse (the default) and better for mid and mark, above and below for underlying."},
      "level": {"$ref": "#/components/schemas/Decimal"},
      "confirmations": {"type": "integer", "minimum": 1, "maximum": 100},
      "seconds_apart": {"type": "integer", "minimum": 0, "maximum": 86400},
      "width_max": {"$ref": "#/components/schemas/Decimal"},
      "move_max": {"$ref": "#/components/schemas/Decimal"},
      "bad_quotes": {"enum": ["wait", "mark", "natural"]},
      "bad_after_seconds": {"type": "integer", "minimum": 1, "maximum": 86400}
    }
  },
  "Bracket": {
    "type": "object", "additionalProperties": false, "minProperties": 1,
    "description": "Exits of an entry; prices are those of the closing order.",
    "properties": {
      "take_profit": {"$ref": "#/components/schemas/Decimal"},
      "stop": {"$ref": "#/components/schemas/Trigger"},
      "stop_limit": {"$ref": "#/components/schemas/Decimal"}
    }
  },
  "Override": {
    "type": "object", "additionalProperties": false, "required": ["codes", "reason"],
    "description": "Lets this one order pass soft checks that deny it; hard ones are never overridden.",
    "properties": {
      "codes": {"type": "array", "minItems": 1, "maxItems": 8, "items": {"type": "string", "maxLength": 64}},
      "reason": {"type": "string", "minLength": 1, "maxLength": 500}
    }
  },
  "OrderChange": {
    "type": "object", "additionalProperties": false, "minProperties": 1,
    "properties": {
      "override": {"$ref": "#/components/schemas/Override"},
      "limit": {"$ref": "#/components/schemas/Decimal"},
      "quantity": {"type": "integer", "minimum": 1, "maximum": 1000000}
    }
  },
  "Kill": {
    "type": "object", "additionalProperties": false,
    "properties": {"flatten": {"type": "boolean"}, "reason": {"type": "string", "maxLength": 500}}
  },
  "Reason": {
    "type": "object", "additionalProperties": false,
    "properties": {"reason": {"type": "string", "maxLength": 500}}
  },
  "Sender": {
    "type": "object", "additionalProperties": false, "required": ["sender", "reason"],
    "properties": {"sender": {"type": "string", "maxLength": 128}, "reason": {"type": "string", "maxLength": 500}}
  },
  "Restriction": {
    "type": "object", "additionalProperties": false, "required": ["underlying", "reason"],
    "properties": {
      "underlying": {"type": "string", "maxLength": 32},
      "restricted": {"type": "boolean", "description": "False takes it off the list; true when absent."},
      "reason": {"type": "string", "maxLength": 500}
    }
  },
  "BreakerTrip": {
    "type": "object", "additionalProperties": false, "required": ["mode", "reason"],
    "properties": {
      "scope": {"type": "string", "maxLength": 160, "examples": ["account", "underlying:SPXW", "strategy:income"],
                "description": "account when absent; else underlying:, strategy: or leg: and a name."},
      "mode": {"enum": ["block_entries", "reduce_only", "freeze"]},
      "reason": {"type": "string", "maxLength": 500}
    }
  },
  "BreakerReset": {
    "type": "object", "additionalProperties": false, "required": ["reason"],
    "properties": {
      "scope": {"type": "string", "maxLength": 160}, "reason": {"type": "string", "maxLength": 500}
    }
  },
  "Limits": {
    "type": "object", "additionalProperties": false, "required": ["limits", "reason"],
    "properties": {
      "scope": {"type": "string", "maxLength": 160, "examples": ["account", "underlying:SPXW", "expiry:2026-03-20"],
                "description": "account when absent; else underlying:, expiry:, strategy: or principal: and a name."},
      "limits": {"type": "object", "minProperties": 1,
                 "additionalProperties": {"type": ["string", "null"], "maxLength": 64},
                 "description": "By code; null takes the limit of a narrower scope away."},
      "reason": {"type": "string", "maxLength": 500}
    }
  },
  "LimitCancel": {
    "type": "object", "additionalProperties": false, "required": ["limit", "reason"],
    "properties": {
      "scope": {"type": "string", "maxLength": 160}, "limit": {"type": "string", "maxLength": 64},
      "reason": {"type": "string", "maxLength": 500}
    }
  },
  "Rule": {
    "type": "object", "additionalProperties": false, "required": ["name", "when"],
    "description": "docs/rules.md has the language of conditions and every default.",
    "properties": {
      "name": {"type": "string", "minLength": 1, "maxLength": 40},
      "when": {"type": "string", "minLength": 1, "maxLength": 500,
               "examples": ["profit >= 50% of credit", "loss >= 2 x credit or breach", "dte <= 21"]},
      "close": {"$ref": "#/components/schemas/Decimal",
                "description": "Per cent of the original position; 100 (the default) closes all that is left."},
      "priority": {"type": "integer", "minimum": 1, "maximum": 9, "description": "1 acts first."},
      "confirmations": {"type": "integer", "minimum": 1, "maximum": 100},
      "seconds_apart": {"type": "integer", "minimum": 0, "maximum": 86400},
      "cool_down_seconds": {"type": "integer", "minimum": 0, "maximum": 86400},
      "how": {"type": "string", "maxLength": 32, "description": "marketable, or the style of a walk."},
      "rests": {"type": "boolean", "description": "A limit at the price of its profit lies at the venue from the start."}
    }
  },
  "Rules": {
    "type": "object", "additionalProperties": false,
    "description": "Either rules or a template.",
    "properties": {
      "rules": {"type": "array", "minItems": 1, "maxItems": 16, "items": {"$ref": "#/components/schemas/Rule"}},
      "template": {"type": "string", "maxLength": 64},
      "reason": {"type": "string", "maxLength": 500}
    }
  },
  "RulePreview": {
    "type": "object", "additionalProperties": false,
    "description": "Rules or a template; without either, the rules that the position has.",
    "properties": {
      "rules": {"type": "array", "minItems": 1, "maxItems": 16, "items": {"$ref": "#/components/schemas/Rule"}},
      "template": {"type": "string", "maxLength": 64}
    }
  },
  "Roll": {
    "type": "object", "additionalProperties": false,
    "description": "Every field has its shipped value when it is absent; to send a roll, \"to\" is needed.",
    "properties": {
      "target_days": {"type": "integer", "minimum": 0, "description": "30."},
      "days_least": {"type": "integer", "minimum": 0, "description": "21."},
      "days_most": {"type": "integer", "minimum": 0, "description": "60."},
      "strategy": {"enum": ["same_strikes", "atm_adjust", "delta_maintain", "width_keep"]},
      "requires_credit": {"type": "boolean"},
      "strike_move_most": {"$ref": "#/components/schemas/Decimal", "description": "10.0000, of any leg."},
      "rank": {"enum": ["days", "credit", "delta", "margin", "slippage", "maximum_loss"]},
      "reference": {"$ref": "#/components/schemas/Decimal", "description": "Where the underlying stood when the strikes were chosen."},
      "legs": {"type": "array", "maxItems": 8, "items": {"type": "string"}, "description": "Symbols that leave; without them the options that expire first."},
      "to": {"type": "array", "maxItems": 8, "items": {"type": "string"}, "description": "Symbols that come, one for each leg that leaves, in that order."},
      "quantity": {"type": "integer", "minimum": 1},
      "limit": {"$ref": "#/components/schemas/Decimal", "description": "Net of all at most; negative is a credit."},
      "walk": {"type": "string", "description": "The style of its walk: mid_walk."},
      "slippage_limit": {"$ref": "#/components/schemas/Decimal"},
      "carry_rules": {"type": "boolean", "description": "true."},
      "reason": {"type": "string", "maxLength": 500},
      "most": {"type": "integer", "minimum": 1, "maximum": 200, "description": "Candidates that are answered: 10."}
    }
  },
  "SessionStart": {
    "type": "object", "additionalProperties": false, "required": ["plan"],
    "properties": {
      "plan": {"type": "string", "maxLength": 524288, "description": "The text of a plan file (YAML)."},
      "name": {"type": "string", "maxLength": 128}
    }
  },
  "Feed": {
    "type": "object", "additionalProperties": false, "required": ["connected"],
    "properties": {"connected": {"type": "boolean"}}
  }
})json";

constexpr const char* exampleText = R"json({
  "Order": {
    "legs": [
      {"symbol": "AAPL  140606C00640000", "side": "buy", "ratio": 1, "effect": "open"},
      {"symbol": "AAPL  140606C00650000", "side": "sell", "ratio": 1, "effect": "open"}
    ],
    "quantity": 2, "type": "walk", "limit": "3.4000", "time_in_force": "day", "slippage_limit": "40.0000"
  },
  "OrderChange": {"limit": "3.2500"},
  "Kill": {"flatten": false, "reason": "leaving the desk"},
  "Reason": {"reason": "checked by hand"},
  "Sender": {"sender": "token:ci-bot", "reason": "its loop is mended"},
  "Restriction": {"underlying": "ACME", "restricted": true, "reason": "we advise them"},
  "BreakerTrip": {"scope": "underlying:ACME", "mode": "freeze", "reason": "news is coming"},
  "BreakerReset": {"scope": "underlying:ACME", "reason": "it has come"},
  "Limits": {"scope": "account", "limits": {"risk.max_loss": "2500.0000"}, "reason": "a smaller account"},
  "LimitCancel": {"scope": "account", "limit": "risk.max_loss", "reason": "not needed any more"},
  "Rules": {
    "rules": [
      {"name": "half", "when": "profit >= 50% of credit", "close": "50"},
      {"name": "stop", "when": "loss >= 2 x credit"}
    ],
    "reason": "as always"
  },
  "RulePreview": {"template": "credit_50"},
  "Roll": {"strategy": "same_strikes", "requires_credit": true, "to": ["AAPL  140718C00640000", "AAPL  140718C00650000"]},
  "SessionStart": {"plan": "goal: …", "name": "first light"},
  "Feed": {"connected": false}
})json";

QJsonObject objectOfText(const char* text)
{
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray(text));
    STRIKEDESK_ASSERT(document.isObject(), "the built-in schema text is JSON");
    return document.object();
}

} // namespace

QJsonObject apiSchemas()
{
    return objectOfText(schemaText);
}

QJsonObject exampleBody(const QString& schema)
{
    return objectOfText(exampleText).value(schema).toObject();
}

} // namespace strikedesk::api
