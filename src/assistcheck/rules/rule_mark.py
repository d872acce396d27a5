"""What a rule asks, as a short mark: two versions of a rule with the same mark judge alike, whatever their words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from assistcheck.rules.frozen import Frozen
from assistcheck.rules.model import Rule

_BYTES = 8
_encoded = json.JSONEncoder(sort_keys=True).encode


class RuleMarks(NamedTuple):
    """The marks of one rule, hexadecimal.

    Fields that are as they are where nothing is said are no part of them, so that a later version of the program may have more.
    """

    whole: str
    """Of whom the rule binds, what it measures, and what it asks by when."""
    measure: str
    """Of whom it binds and what it measures alone."""


def marks_of(rule: Rule) -> RuleMarks:
    """Return the marks of a rule."""
    subject = rule.subject
    measured = [*map(_plain, (subject.kind, subject.only_if, subject.per, rule.measure, rule.quantity))]
    return RuleMarks(_mark([*measured, *map(_plain, (rule.target, rule.period, rule.pace))]), _mark(measured))


def _mark(said: list[Any]) -> str:
    return blake2b(_encoded(said).encode(), digest_size=_BYTES).hexdigest()


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
    match value:
        case str():  # most are
            return value
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
