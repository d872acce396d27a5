"""Other targets: a step more or less, strict instead of not, owed once instead of for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from assistcheck.rules.ledgers import LedgerSpec
from assistcheck.rules.model import Quantity, Rule, Target
from assistcheck.rules.reach import most
from assistcheck.rules.subjects import Subjects

STEPS: dict[Quantity, tuple[str, ...]] = {
    "count": ("1",),
    "money": ("0.01",),
    "ratio": ("0.01", "0.000001"),
    "points": ("0.000001",),
}
"""How far a target is moved, by how its figure is written."""
_KINDS = {"at_least": ("more_than", "exactly"), "more_than": ("at_least",), "exactly": ("at_least",)}


def targets(rule: Rule, spec: LedgerSpec, subjects: Subjects) -> Iterator[tuple[str, Target]]:
    """Yield other targets of a rule, each with words for the change."""
    given = rule.target.model_dump(exclude_none=True)
    rest = {key: given.pop(key) for key in ("per", "within") if key in given}
    for kind, number in given.items():
        ends: tuple[Decimal, ...] = number if isinstance(number, tuple) else (number,)
        for value in _stepped(ends, rule.quantity):
            shown, changed = (" to ".join(map(str, one)) for one in (ends, value))
            yield f"target {kind} {shown} -> {changed}", _target(kind, value, rest)
        never_above = most(rule, spec, subjects) == ends[0]
        for other in _KINDS.get(kind, ("at_least",)):
            if not (other == "exactly" and never_above):  # then they say the same
                yield f"target {kind} -> {other} {ends[0]}", _target(other, ends[:1], rest)
    if rest:
        yield "target per removed", rule.target.model_copy(update={"per": None, "within": None})


def _target(kind: str, ends: tuple[Decimal, ...], rest: Mapping[Any, Any]) -> Target:
    return Target.model_validate({kind: ends if len(ends) > 1 else ends[0], **rest})


def _stepped(ends: tuple[Decimal, ...], quantity: Quantity) -> Iterator[tuple[Decimal, ...]]:
    for step in (Decimal(sign + step) for step in STEPS[quantity] for sign in "+-"):
        for place, end in enumerate(ends):
            changed = (*ends[:place], end + step, *ends[place + 1 :])
            if changed == tuple(sorted(changed)):
                yield changed
