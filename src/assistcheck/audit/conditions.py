"""One table of tests that a row passes or not, and the words for why it did not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from assistcheck.audit.outcomes import Subject
from assistcheck.rules.vocabulary import Condition
from assistcheck.submission.fates import cell_text
from assistcheck.submission.roster import Roster
from assistcheck.submission.table import Table


def failed(
    conditions: Sequence[Condition], table: Table, position: int, subject: Subject, roster: Roster, as_of: date
) -> str | None:
    """Return why the row at ``position`` does not count for ``subject`` (``level=县级以下``), or ``None`` if it does."""
    for condition in conditions:
        if not _passes(condition, table, position, subject, roster, as_of):
            return f"{condition.column}={cell_text(table.columns[condition.column][position])}"
    return None


def _passes(condition: Condition, table: Table, position: int, subject: Subject, roster: Roster, as_of: date) -> bool:
    value = table.columns[condition.column][position]
    match condition.test:
        case "one_of":
            return cell_text(value) in condition.values
        case "contains":
            return value is not None and condition.value in value
        case "starts_with":
            return value is not None and value.startswith(condition.values)
        case "blank":
            return value is None
        case "filled":
            return value is not None
        case "own_town":
            return bool(value == subject.town)
        case "own_unit":
            team = roster.towns.get(table.columns[condition.town][position])
            kind = roster.units[value].kinds.get(team or "") if value in roster.units else None
            return kind is not None and (not condition.kinds or kind in condition.kinds)
        case "within_days":
            start = table.columns[condition.after][position]
            return bool(value and start and value <= as_of and value <= start + timedelta(days=condition.days))
