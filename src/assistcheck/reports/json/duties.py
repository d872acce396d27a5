"""What the rules of a report ask, in the published shape: by it a report is held against another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from assistcheck.audit.request import apply_reading
from assistcheck.ledgers.registry import Ledgers, ledgers_of
from assistcheck.reports.common.numbers import quantity_of, unit_of
from assistcheck.rules.model import Rule, RulePack
from assistcheck.rules.rule_mark import marks_of

if TYPE_CHECKING:
    from assistcheck.reports.json import model

_ADDED_UP = frozenset({"count", "sum", "distinct"})
_DATED = frozenset({"date", "month", "quarter"})


def duties_data(pack: RulePack, readings: Mapping[str, str]) -> Iterator[model.Duty]:
    """Yield what is to be known of each rule of a pack under the readings that were asked for."""
    ledgers = ledgers_of(pack)
    for one in pack.rules:
        rule = apply_reading(one, readings)
        unit, marks = unit_of(rule), marks_of(rule)
        yield {
            "rule": rule.id,
            "title": {"zh": rule.title.zh, "en": rule.title.en},
            "unit": {"zh": unit.zh, "en": unit.en},
            "quantity": quantity_of(rule),
            "ledger": rule.measure.ledger,
            "period": rule.period.kind,
            "pace": rule.pace,
            "figure": rule.measure.figure.kind,
            "events": _adds_events(rule, ledgers),
            "mark": marks.whole,
            "measure_mark": marks.measure,
        }


def _adds_events(rule: Rule, ledgers: Ledgers) -> bool:
    """Whether the figure of a rule counts or adds up what happened on dates: never a yearly state, a ratio or a growth."""
    sheet = ledgers[rule.measure.ledger]
    return rule.measure.figure.kind in _ADDED_UP and sheet.dating in _DATED and not sheet.state
