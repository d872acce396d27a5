"""One table of tests that a row passes or not, and the words for why it did not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from assistcheck.audit.outcomes import Subject
from assistcheck.rules.vocabulary import Condition, Locality, OwnTown, OwnUnit, WithinDays
from assistcheck.submission.evidence_key import cell_text
from assistcheck.submission.ledger_table import LedgerTable
from assistcheck.submission.roster.roster import Roster
from assistcheck.workbook.cell_values import strip_whitespace


def row_reasons(conditions: Sequence[Condition], table: LedgerTable, roster: Roster, as_of: date) -> list[str | None]:
    """Return for each row of ``table`` its fate or the cell that excludes it (``level=县级以下``); ``None``: it counts.

    A test of the subject's own town is left out: it differs from subject to subject.
    """
    reasons: list[str | None] = [None if fate == "counted" else fate for fate in table.fates]
    for condition in conditions:
        match condition:
            case OwnTown():
                continue
            case OwnUnit() | WithinDays():
                for row, reason in enumerate(reasons):
                    if reason is None:
                        reasons[row] = failed((condition,), table, row, roster, as_of)
            case _:
                column = table.columns[condition.column]
                passes = _test_of(condition, roster)
                bad = {value: _reason(condition, value) for value in set(column) if not passes(value)}
                if bad:
                    reasons = [reason or bad.get(value) for reason, value in zip(reasons, column, strict=True)]
    return reasons


def failed(conditions: Sequence[Condition], table: LedgerTable, row: int, roster: Roster, as_of: date) -> str | None:
    """Return the cell that excludes one row, its fate and the subject's own town aside, or ``None``."""
    for condition in conditions:
        value = table.columns[condition.column][row]
        match condition:
            case OwnTown():
                passed = True
            case OwnUnit():
                passed = _is_own(condition, value, table.columns[condition.town][row], roster)
            case WithinDays():
                passed = _in_days(condition, value, table.columns[condition.after][row], as_of)
            case _:
                passed = _test_of(condition, roster)(value)
        if not passed:
            return _reason(condition, value)
    return None


def own_town_reason(condition: OwnTown, table: LedgerTable, row: int, subject: Subject) -> str | None:
    """Return the cell that excludes a row since its town is not the subject's own, or ``None``."""
    value = table.columns[condition.column][row]
    return None if value == subject.town else _reason(condition, value)


def _reason(condition: Condition, value: Any) -> str:  # noqa: ANN401 - a value of any column
    return f"{condition.column}={cell_text(value)}"


def _test_of(condition: Condition, roster: Roster) -> Callable[[Any], bool]:
    """Return the test of a single cell that a condition makes."""
    match condition.test:
        case "one_of":
            allowed = frozenset(condition.values)
            return lambda value: cell_text(value) in allowed
        case "contains":
            wanted = condition.value
            return lambda value: value is not None and wanted in value
        case "starts_with":
            beginnings = condition.values
            return lambda value: value is not None and value.startswith(beginnings)
        case "locality":
            places = localities(condition, roster)
            return lambda value: value is not None and strip_whitespace(value).startswith(places)
        case "blank":
            return lambda value: value is None
        case "filled":
            return lambda value: value is not None
        case _:
            raise AssertionError(condition.test)


def localities(condition: Locality, roster: Roster) -> tuple[str, ...]:
    """Return the names that a text begins with where it names a place that counts."""
    return tuple(map(strip_whitespace, roster.localities(condition.kinds)))


def _is_own(condition: OwnUnit, unit: str | None, town: str | None, roster: Roster) -> bool:
    entry = roster.units.get(unit or "")
    kind = entry.kinds.get(roster.towns.get(town or "", "")) if entry else None
    return kind is not None and (not condition.kinds or kind in condition.kinds)


def _in_days(condition: WithinDays, day: date | None, start: date | None, as_of: date) -> bool:
    return bool(day and start and day <= as_of and day <= start + timedelta(days=condition.days))
