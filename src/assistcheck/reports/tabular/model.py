"""A report as tables of exact values, which every format made of tables (csv, md, xlsx) draws from.

A cell is a text, a number with its kind, a day, a status, or nothing. Numbers are those of the JSON report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import NamedTuple, TypeVar
from unicodedata import east_asian_width

from assistcheck.audit.outcomes import STATUSES, Outcome, Status
from assistcheck.calendar import Number
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.reports.common.numbers import plain, quantity_of
from assistcheck.reports.common.phrases import sign, unit
from assistcheck.reports.tabular.messages import HEADS, NOTES, TITLES
from assistcheck.rules.model import Quantity


class Figure(NamedTuple):
    """A number: exact, its kind, and the signs of comparison around it (≥ 4)."""

    exact: int | Decimal
    quantity: Quantity = "count"
    before: str = ""
    after: str = ""

    @property
    def places(self) -> int:
        """How many decimals it takes to show it exactly; a ratio is shown as a percentage, money with two or none."""
        shown = Decimal(self.exact) * 100 if self.quantity == "ratio" else Decimal(self.exact)
        exponent = shown.normalize().as_tuple().exponent
        least = max(0, -exponent) if isinstance(exponent, int) else 0
        return 2 if self.quantity == "money" and least else least

    @property
    def text(self) -> str:
        """The number as people write it, exactly: ≥100,000, 57.5%."""
        shown = Decimal(self.exact) * 100 if self.quantity == "ratio" else Decimal(self.exact)
        return f"{self.before}{shown:,.{self.places}f}{'%' if self.quantity == 'ratio' else ''}{self.after}"


class Mark(NamedTuple):
    """The status of an outcome, which is always a word and may be a colour too."""

    status: Status

    def text(self, lang: Lang) -> str:
        """Return its word."""
        return STATUSES[self.status].text(lang)


Cell = str | int | Figure | Mark | date | None
Row = tuple[Cell, ...]
T = TypeVar("T")


class Rows(Iterable[Row]):
    """Rows that are made as they are gone through, so that memory never holds them all."""

    def __init__(self, number: int, made: Callable[[], Iterator[Row]]) -> None:
        """Go through what ``made`` yields, ``number`` rows each time."""
        self._number = number
        self._made = made

    def __iter__(self) -> Iterator[Row]:
        """Yield one after the other."""
        return self._made()

    def __len__(self) -> int:
        """Return how many there are."""
        return self._number

    def written(self, write: Callable[[int, Cell], T]) -> Iterator[tuple[T, ...]]:
        """Yield the rows with each cell as ``write`` gives it, which is told the number of its column."""
        return (tuple(map(write, range(len(row)), row)) for row in self)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its title, the ids and the headers of its columns, its rows, and a line that explains it."""

    id: str
    title: str
    columns: tuple[str, ...]
    headers: tuple[str, ...]
    rows: Rows
    note: str = ""
    numbers: tuple[bool, ...] = ()
    """Of each column whether it holds numbers alone."""


class OwnColumn(NamedTuple):
    """A column of members of a kind of subject, which a pack names."""

    id: str
    """The kind's id."""
    header: LocalizedText
    """The kind's name."""


def sheet(
    ident: str,
    lang: Lang,
    names: Sequence[str | OwnColumn],
    rows: Iterable[Row],
    note: str = "",
) -> Sheet:
    """Return a table whose title and headers come from the one list of words, and from the pack where a column is its own."""
    return listed(ident, TITLES[ident].text(lang), _ids(names), headers(names, lang), rows, note)


def listed(ident: str, title: str, ids: tuple[str, ...], heads: tuple[str, ...], rows: Iterable[Row], note: str = "") -> Sheet:
    """Return a table of rows that are made already."""
    found = tuple(rows)
    numbers = tuple(all(isinstance(cell, int | Figure | None) for cell in column) for column in zip(*found, strict=True))
    return Sheet(ident, title, ids, heads, Rows(len(found), lambda: iter(found)), note, numbers)


def long_sheet(ident: str, lang: Lang, names: Sequence[str | OwnColumn], rows: Rows, *, has_due: bool) -> Sheet:
    """Return a table of outcomes, whose rows are made as they are written; ``has_due``: whether one has a due date."""
    ids = _ids(names)
    numbers = tuple(one in _NUMBERS or (one == "due" and not has_due) for one in ids)
    note = NOTES[ident].text(lang) if ident in NOTES else ""
    return Sheet(ident, TITLES[ident].text(lang), ids, headers(names, lang), rows, note, numbers)


_NUMBERS = frozenset({"clause", "have", "need", "target", "upper", "expected", "gap", "left"})
"""The columns of outcomes that hold numbers alone."""


def _ids(names: Sequence[str | OwnColumn]) -> tuple[str, ...]:
    return tuple(name.id if isinstance(name, OwnColumn) else name for name in names)


def headers(names: Sequence[str | OwnColumn], lang: Lang) -> tuple[str, ...]:
    """Return the headers of columns; one that the pack names as another column is called says that it holds subjects."""
    given = {HEADS[name].text(lang) for name in names if not isinstance(name, OwnColumn)}
    subjects = LocalizedText("{header}（主体）", "{header} (subject)").text(lang)

    def header(name: str | OwnColumn) -> str:
        if not isinstance(name, OwnColumn):
            return HEADS[name].text(lang)
        own = name.header.text(lang)
        return subjects.format(header=own) if own in given else own

    return tuple(map(header, names))


def shown(value: Number, quantity: Quantity, *, up: bool = False) -> Figure:
    """Return a figure as the JSON report gives it: rounded down, and where ``up``, up."""
    exact = plain(value, quantity, up=up)
    return Figure(exact if isinstance(exact, int) else Decimal(exact), quantity)


def have(outcome: Outcome) -> Figure | None:
    """Return what there is; ``None`` where nothing can be said."""
    return None if outcome.value is None else shown(outcome.value, quantity_of(outcome.rule))


def need(outcome: Outcome) -> Figure:
    """Return what the target asks for, with its sign: ≥ 4, 1–2."""
    goal, quantity = outcome.goal, quantity_of(outcome.rule)
    low = shown(goal.low, quantity)
    if goal.high is not None:
        return low._replace(after=f"–{shown(goal.high, quantity).text}")
    return low._replace(before={"at_least": "≥", "more_than": ">"}.get(goal.kind, ""))


def upper(outcome: Outcome) -> Figure | None:
    """Return the upper end of a range."""
    return None if outcome.goal.high is None else shown(outcome.goal.high, quantity_of(outcome.rule))


def pace(outcome: Outcome) -> Figure:
    """Return what the pace asks for at the as-of date."""
    return shown(outcome.expected, quantity_of(outcome.rule))


def lack(outcome: Outcome) -> Figure | None:
    """Return how much is missing; ``None`` where nothing can be said."""
    quantity = quantity_of(outcome.rule)
    return None if outcome.gap is None else shown(outcome.gap, quantity, up=quantity == "money")


def unit_word(outcome: Outcome, lang: Lang, number: Number | None = None) -> str:
    """Return the unit of an outcome's figures, in English that behind ``number``; percentages carry theirs."""
    return sign(outcome.rule, lang) or unit(outcome.rule, lang, number).strip()


def display_width(cell: Cell) -> int:
    """Return the columns that a cell takes where a Chinese character takes two."""
    match cell:
        case None:
            return 0
        case Figure():
            return display_width(cell.text)
        case Mark():
            return display_width(cell.text("en"))
        case date():
            return len(cell.isoformat())
        case str() if cell.isascii():
            return len(cell)
        case _:
            return sum(map(_columns, str(cell)))


@cache
def _columns(char: str) -> int:
    return 2 if east_asian_width(char) in "WFA" else 1


_AT_ONCE = 10_000
"""How many lines make a piece."""


def in_pieces(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines, each with the mark where it begins or ends, many at once."""
    left = iter(lines)
    while some := "".join(islice(left, _AT_ONCE)):
        yield some
