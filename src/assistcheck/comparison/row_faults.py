"""Faults of the data, cell by cell, and which of them an earlier report had already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from assistcheck.problem_codes import ProblemLevel
from assistcheck.problems import Problem
from assistcheck.submission.row_accounts import InputAccount
from assistcheck.submission.row_marks import RowMarks


class Fault(NamedTuple):
    """One fault of one cell, or of a sheet or file as such."""

    code: str
    path: str
    sheet: str
    row: int
    """0: of no row."""
    column: int
    value: str = ""
    """What stands there, where it is of no row."""
    ledger: str = ""
    mark: bytes | None = None
    """By what its row is known again; ``None``: by nothing."""
    level: ProblemLevel = "error"
    rejects: bool = False
    """Whether it is an error of a row that is lost for it."""


class Cell(NamedTuple):
    """Where a fault stands, to find it by."""

    code: str
    path: str
    sheet: str
    row: int
    column: int
    value: str


def cell_of(fault: Fault) -> Cell:
    """Return where a fault stands."""
    return Cell(*fault[:6])


def cells_of(problem: Problem) -> Iterator[Cell]:
    """Yield where the faults stand that a problem stands for."""
    path, sheet, _, column = problem.place
    for row, value in problem.texts():
        yield Cell(problem.code, path, sheet, row, column, "" if row else value)


def faults_of(inputs: Sequence[InputAccount], problems: Iterable[Problem], row_marks: RowMarks) -> Iterator[Fault]:
    """Yield the faults of a run, cell by cell."""
    sheets = {(one.path, sheet.title): sheet for one in inputs for sheet in one.sheets}
    lost = {place: {row for first, last in one.lost for row in range(first, last + 1)} for place, one in sheets.items()}
    marks: dict[tuple[str, str], dict[int, bytes]] = {}
    for problem in problems:
        place = problem.place[:2]
        account = sheets.get(place)
        if place not in marks:
            found = row_marks.of(*place)
            marks[place] = found.by_row() if found else {}
        for cell in cells_of(problem):
            rejects = problem.level == "error" and cell.row in lost.get(place, ())
            ledger = account.ledger if account else ""
            yield Fault(*cell, ledger, marks[place].get(cell.row), problem.level, rejects)


class Matched(NamedTuple):
    """Faults of a run beside those of an earlier one."""

    new: list[Fault]
    known: int
    closed: int
    """How many of the earlier ones are no more."""


def match(now: Iterable[Fault], then: Iterable[Fault]) -> Matched:
    """Return which faults are new: an equal fault of the same row is known, wherever the row stands and the file is.

    Where rows cannot be known again, faults are counted by code, file, sheet and column. Of a row in its place
    of which some faults were corrected, the others are known.
    """
    before = [*then]
    left = [*now]
    number = len(left)
    for key in _KEYS:
        left, before = _paired(left, before, key)
    repaired = _repaired(left, before)
    rest = [fault for fault in left if (fault.path, fault.sheet, fault.row) not in repaired]
    return Matched(rest, number - len(rest), len(before) - (len(left) - len(rest)))


def _by_mark(fault: Fault) -> Hashable | None:
    return (fault.code, fault.ledger, fault.mark) if fault.mark else None


def _by_text(fault: Fault) -> Hashable | None:
    return None if fault.row else fault[:6]


def _by_place(fault: Fault) -> Hashable | None:
    return fault.code, fault.path, fault.sheet, fault.column, bool(fault.row)


_KEYS = (_by_mark, _by_text, _by_place)
"""By what a fault is known again, the surest first."""


def _paired(now: list[Fault], then: list[Fault], key: Callable[[Fault], Hashable | None]) -> tuple[list[Fault], list[Fault]]:
    """Return the faults of both sides that have no counterpart by a key; of two rows with marks only the marks count."""
    pool: dict[Hashable, tuple[list[Fault], list[Fault]]] = {}
    left_then: list[Fault] = []
    for fault in then:
        known_by = key(fault)
        if known_by is None:
            left_then.append(fault)
        else:
            pool.setdefault(known_by, ([], []))[fault.mark is not None].append(fault)
    left_now: list[Fault] = []
    for fault in now:
        unmarked, marked = pool.get(key(fault), ([], []))
        if marked and (fault.mark is None or key is _by_mark):
            marked.pop()
        elif unmarked:
            unmarked.pop()
        else:
            left_now.append(fault)
    return left_now, [*left_then, *(fault for group in pool.values() for faults in group for fault in faults)]


def _repaired(now: Iterable[Fault], then: Iterable[Fault]) -> set[Hashable]:
    """Return the rows that are in their place and have some of their faults of before, and no other, but not all of them."""
    before = _by_row(then)
    return {place for place, faults in _by_row(now).items() if faults < before.get(place, Counter())}


def _by_row(faults: Iterable[Fault]) -> dict[Hashable, Counter[tuple[str, int]]]:
    found: dict[Hashable, Counter[tuple[str, int]]] = {}
    for fault in faults:
        if fault.row:
            found.setdefault((fault.path, fault.sheet, fault.row), Counter())[fault.code, fault.column] += 1
    return found
