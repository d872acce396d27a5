"""One table of tests that a row passes or not, and the words for why it did not."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from typing import Any

from assistcheck.audit.outcomes import Subject
from assistcheck.rules.vocabulary import Condition, NamesPlace, Own, SameGroup, WithinDays
from assistcheck.submission.evidence_key import cell_text
from assistcheck.submission.ledger_table import LedgerTable
from assistcheck.submission.roster.roster import Member, Roster
from assistcheck.workbook.cell_values import normalize, strip_whitespace


def row_reasons(conditions: Sequence[Condition], table: LedgerTable, roster: Roster, as_of: date) -> list[str | None]:
    """Return for each row of ``table`` its fate or the cell that excludes it (``level=village``); ``None``: it counts.

    A test of what the subject belongs to is left out: it differs from subject to subject.
    """
    reasons: list[str | None] = [None if fate == "counted" else fate for fate in table.fates]
    for condition in conditions:
        match condition:
            case Own():
                continue
            case WithinDays():
                for row, reason in enumerate(reasons):
                    if reason is None:
                        reasons[row] = failed((condition,), table, row, roster, as_of)
            case SameGroup():
                names = list(zip(table.columns[condition.column], table.columns[condition.beside], strict=True))
                apart = {both for both in {*names} if not _in_same_group(condition, table, both, roster)}
                if apart:
                    reasons = [
                        reason or (_reason(condition, both[0]) if both in apart else None)
                        for reason, both in zip(reasons, names, strict=True)
                    ]
            case _:
                column = table.columns[condition.column]
                passes = _test_of(condition, roster)
                bad = {value: _reason(condition, value) for value in set(column) if not passes(value)}
                if bad:
                    reasons = [reason or bad.get(value) for reason, value in zip(reasons, column, strict=True)]
    return reasons


def failed(conditions: Sequence[Condition], table: LedgerTable, row: int, roster: Roster, as_of: date) -> str | None:
    """Return the cell that excludes one row, its fate and what the subject belongs to aside, or ``None``."""
    for condition in conditions:
        value = table.columns[condition.column][row]
        match condition:
            case Own():
                passed = True
            case SameGroup():
                passed = _in_same_group(condition, table, (value, table.columns[condition.beside][row]), roster)
            case WithinDays():
                passed = _in_days(condition, value, table.columns[condition.after][row], as_of)
            case _:
                passed = _test_of(condition, roster)(value)
        if not passed:
            return _reason(condition, value)
    return None


def own_reason(condition: Own, table: LedgerTable, row: int, subject: Subject) -> str | None:
    """Return the cell that excludes a row since it names nothing that the subject belongs to, or ``None``."""
    value = table.columns[condition.column][row]
    kinds = table.sheet.by_name[condition.column].names
    return None if any(value in subject.groups.get(kind, ()) for kind in kinds) else _reason(condition, value)


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
        case "names_place":
            return _place_test(localities(condition, roster))
        case "blank":
            return lambda value: value is None
        case "filled":
            return lambda value: value is not None
        case _:
            raise AssertionError(condition.test)


def localities(condition: NamesPlace, roster: Roster) -> tuple[str, ...]:
    """Return the names that a text begins with where it names a place that counts."""
    return roster.places(condition.kinds)


class PlaceNames:
    """Names of places, to be found anywhere in a text: as quickly among tens of thousands as among few."""

    def __init__(self, names: Collection[str]) -> None:
        """Look for ``names``."""
        self._names = frozenset(names)
        self._lengths = sorted({len(name) for name in self._names})

    def stand_in(self, text: str) -> bool:
        """Whether one of them is part of ``text``."""
        names, last = self._names, len(text)
        return any(text[at : at + size] in names for size in self._lengths for at in range(last - size + 1))


def _place_test(places: tuple[str, ...]) -> Callable[[Any], bool]:
    """Return the test whether a text begins with a place: in Latin letters in any case, and as whole words."""
    plain = tuple(strip_whitespace(place) for place in places if not place.isascii())
    latin = "|".join(re.escape(normalize(place).casefold()) for place in places if place.isascii())
    words = re.compile(rf"(?:{latin})(?!\w)") if latin else None

    def names_place(value: Any) -> bool:  # noqa: ANN401 - a value of any column
        if value is None:
            return False
        if strip_whitespace(value).startswith(plain):
            return True
        return words is not None and words.match(normalize(value).casefold()) is not None

    return names_place


def _in_same_group(condition: SameGroup, table: LedgerTable, names: tuple[str | None, str | None], roster: Roster) -> bool:
    """Whether the ones named in two columns belong to the same group, and the first one's roster row there says so."""
    columns = (condition.column, condition.beside)
    member, other = (_member(table, column, name, roster) for column, name in zip(columns, names, strict=True))
    group = other.group(condition.group) if other else None
    if member is None or group is None or group not in member.groups.get(condition.group, ()):
        return False
    if roster.kind(member.kind).several:
        rows = [one.cells for one in member.rows if one.groups.get(condition.group) == group]
    else:
        rows = [one.cells for one in member.rows]
    return any(all(is_said(cells.get(column), values) for column, values in condition.says.items()) for cells in rows)


def is_said(value: Any, values: Sequence[str]) -> bool:  # noqa: ANN401 - a value of any column
    """Whether a cell holds, or lists, one of some values."""
    return not {*value}.isdisjoint(values) if isinstance(value, tuple) else value in values


def _member(table: LedgerTable, column: str, name: str | None, roster: Roster) -> Member | None:
    kinds = table.sheet.by_name[column].names
    return next((found for kind in kinds if name and (found := roster.named(kind, name))), None)


def _in_days(condition: WithinDays, day: date | None, start: date | None, as_of: date) -> bool:
    return bool(day and start and day <= as_of and day <= start + timedelta(days=condition.days))
