"""What happens to each row: rejected, out of period, future, duplicate, double claim, or counted, in that order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from typing import Any

from assistcheck.calendar import ProgrammeYear
from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.schema import FieldKind
from assistcheck.problems import Problem
from assistcheck.submission.evidence_key import Evidence, cell_text, known_by, precedence
from assistcheck.submission.ledger_table import LedgerTable
from assistcheck.submission.roster.roster import Roster
from assistcheck.submission.row_status import RowStatus
from assistcheck.submission.vouchers import double_claims, shared_vouchers
from assistcheck.workbook.cell_values import as_text


def classify_rows(table: LedgerTable, programme: ProgrammeYear, roster: Roster, as_of: date) -> Iterator[Problem]:
    """Give every row that still counts its fate, and yield the problems of those that then do not.

    Superseded and rejected rows have theirs already.
    """
    yield from _by_time(table, programme, as_of)
    evidence = Evidence(table, roster)
    if not evidence.is_distinct:
        yield from _duplicates(table, evidence)
    if evidence.voucher_repeats:
        yield from double_claims(table, evidence, roster)
        yield from shared_vouchers(table, evidence, roster)
    if not table.sheet.roster:
        yield from _near_duplicates(table, evidence)


# --- in time ------------------------------------------------------------------------------------

_NOT_IN_TIME: dict[RowStatus, str] = {"out-of-period": "out-of-period", "future": "future-date"}
"""The fates of rows that are not in time, and the code of the problem that each is."""


def _by_time(table: LedgerTable, programme: ProgrammeYear, as_of: date) -> Iterator[Problem]:
    judge = timing(table, programme, as_of)
    if judge is None:
        return
    column, fate_of = judge
    values = table.columns[column]
    late = {value: fate for value in set(values) if value is not None and (fate := fate_of(value)) != "counted"}
    if not late:
        return
    for fate, code in _NOT_IN_TIME.items():
        found = [at for at, value in enumerate(values) if late.get(value) == fate and table.fates[at] == "counted"]
        expected = _in_time(table.sheet.dating, programme, as_of, fate)
        yield from table.settled(code, fate, found, [str(values[at]) for at in found], expected, column)


def _in_time(dating: FieldKind | None, programme: ProgrammeYear, as_of: date, fate: RowStatus) -> LocalizedText:
    """Return when a row would count; a day or month of a year that is not the calendar's, from its first day to its last."""
    if fate == "future":
        return LocalizedText(f"不晚于 {as_of}", f"not after {as_of}")
    first, last = programme.first_day, programme.last_day
    if dating in {"date", "month"} and first.year != last.year:
        return LocalizedText(f"{first} 至 {last}", f"from {first} to {last}")
    return LocalizedText(f"{programme.number} 年度之内", f"within {programme.number}")


def timing(table: LedgerTable, programme: ProgrammeYear, as_of: date) -> tuple[str, Callable[[Any], RowStatus]] | None:
    """Return the column that dates a row, and the fate that each of its values means."""
    first, last = programme.first_day, programme.last_day

    def dated(day: date) -> RowStatus:
        return "out-of-period" if not first <= day <= last else "future" if day > as_of else "counted"

    def attested(day: date) -> RowStatus:
        return "out-of-period" if day > last else "future" if day > as_of else "counted"

    def of_year(year: int) -> RowStatus:
        return "counted" if year == programme.number else "out-of-period"

    def of_years(year: int) -> RowStatus:
        in_period = programme.number <= year <= programme.number_of(programme.last_due)
        return "out-of-period" if not in_period else "future" if year > programme.number_of(as_of) else "counted"

    def of_quarter(label: str) -> RowStatus:
        return of_year(programme.number_of(programme.period_end(label)))

    def of_month(label: str) -> RowStatus:
        fate = of_quarter(label)
        return "future" if fate == "counted" and date.fromisoformat(f"{label}-01") > as_of else fate

    column = table.sheet.dated_by
    match table.sheet.dating:
        case "date":
            return column, attested if table.sheet.tasks else dated
        case "year":
            return column, of_year if table.sheet.years == "programme" else of_years
        case "quarter":
            return column, of_quarter
        case "month":
            return column, of_month
        case _:
            return None


# --- the same evidence --------------------------------------------------------------------------


def _duplicates(table: LedgerTable, evidence: Evidence) -> Iterator[Problem]:
    """Let one row of each evidence stand, and give the others their fate."""
    keys = evidence.keys
    if len(set(keys)) == len(keys):
        return
    groups: dict[Hashable, list[int]] = {}
    for position in table.counted_rows():
        groups.setdefault(keys[position], []).append(position)
    for positions in groups.values():
        if len(positions) > 1:
            yield from _settle_equal(table, positions)


def _settle_equal(table: LedgerTable, positions: Sequence[int]) -> Iterator[Problem]:
    """Settle the rows of one evidence; of rows that say the same in every cell only the first is compared with others."""
    rows = {at: tuple(column[at] for column in table.columns.values()) for at in positions}
    firsts: dict[tuple[Any, ...], int] = {}
    for at, row in rows.items():
        firsts.setdefault(row, at)
    standing = min(firsts.values(), key=lambda at: precedence(table, at)) if len(firsts) > 1 else positions[0]
    others = [at for at in positions if at != standing]
    rivals = [at for at in others if rows[at] != rows[standing]] if table.sheet.roster else []
    equal = sorted({*others}.difference(rivals))
    said = {row: _evidence(table, at) for row, at in firsts.items()}
    yield from table.settled(
        "conflicting-row", "rejected", rivals, [said[rows[at]] for at in rivals], _standing(table, standing, rivals)
    )
    yield from table.settled(
        "duplicate-row", "duplicate", equal, [said[rows[at]] for at in equal], _kept(table, standing, equal)
    )


def _near_duplicates(table: LedgerTable, evidence: Evidence) -> Iterator[Problem]:
    """Yield a warning for each row that differs from another one only by case, dashes or brackets; both count."""
    plain = evidence.near()
    if not plain:
        return
    near: dict[Hashable, list[int]] = {}
    for position in table.counted_rows():
        key = tuple(plain.get(part, part) for part in evidence.keys[position])
        near.setdefault(key, []).append(position)
    for positions in near.values():
        if len(positions) > 1:
            first, *others = sorted(positions, key=lambda at: precedence(table, at))
            for position in others:
                place = table.place(position, evidence.difference(first, position))
                yield Problem("near-duplicate", place, _evidence(table, position), _like(table, first, [position]))


def _evidence(table: LedgerTable, position: int) -> str:
    """Return what the evidence of a row is known by, for a message."""
    names = known_by(table, position)
    return as_text(" | ".join(filter(None, (cell_text(table.columns[name][position]) for name in names))))


def _standing(table: LedgerTable, position: int, others: Sequence[int]) -> LocalizedText:
    where = table.row_for(position, others)
    return LocalizedText(f"每个名称只有一种内容（现以{where.zh}为准）", f"one thing said of one name (what stands: {where.en})")


def _kept(table: LedgerTable, position: int, others: Sequence[int]) -> LocalizedText:
    where = table.row_for(position, others)
    return LocalizedText(f"每项佐证一行（已计{where.zh}）", f"one row for one evidence (counted: {where.en})")


def _like(table: LedgerTable, position: int, others: Sequence[int]) -> LocalizedText:
    where = table.row_for(position, others)
    return LocalizedText(f"与他行明显不同的佐证（另见{where.zh}）", f"evidence plainly unlike any other row's (see {where.en})")
