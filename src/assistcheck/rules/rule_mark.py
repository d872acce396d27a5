"""What a rule asks, as a short mark: two versions of a rule with the same mark judge alike, whatever their words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from assistcheck.rules.frozen import Frozen
from assistcheck.rules.model import Rule

_BYTES = 8


def rule_mark(rule: Rule) -> str:
    """Return the mark of whom a rule binds, what it measures, and what it asks by when; hexadecimal.

    Fields that are as they are where nothing is said are no part of it, so that a later version of the program may have more.
    """
    return _mark(*_measured(rule), rule.target, rule.period, rule.pace)


def measure_mark(rule: Rule) -> str:
    """Return the mark of whom a rule binds and what it measures alone."""
    return _mark(*_measured(rule))


def _measured(rule: Rule) -> tuple[object, ...]:
    return rule.subject.kind, rule.subject.only_if, rule.subject.per, rule.measure, rule.quantity


def _mark(*parts: object) -> str:
    said = json.dumps([*map(_plain, parts)], sort_keys=True)
    return blake2b(said.encode(), digest_size=_BYTES).hexdigest()


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
    match value:
        case Frozen():
            return {name: _plain(field) for name, field in value.model_dump(exclude_defaults=True).items()}
        case Mapping():
            return {str(key): _plain(one) for key, one in value.items()}
        case tuple() | list():
            return [_plain(one) for one in value]
        case None:
            return None
        case _:
            return str(value)
