"""The programme year: its months and quarters, the as-of date, and the pace (序时进度)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

Number = int | Decimal | Fraction
"""An exact figure: a count, an amount in 元, or a ratio."""


class Period(NamedTuple):
    """One month or quarter: its label (``2022-05``, ``2022Q2``) and its first and last day."""

    label: str
    first: date
    last: date


class ProgrammeYear(NamedTuple):
    """The year whose duties are checked, and whom the whole programme consists of."""

    name: str
    """The subject of programme-wide duties, 东莞市."""
    cities: tuple[str, ...]
    """The assisted cities, in the document's order."""
    year: int
    effective_from: date
    """The day the document was issued; months and quarters ending before it owe nothing."""
    last_due: date
    """The last day on which any duty falls due; no default as-of date goes past it."""

    @property
    def first_day(self) -> date:
        """The first day of the programme year."""
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        """The last day of the programme year."""
        return date(self.year, 12, 31)

    def spans(self, kind: Literal["month", "quarter"], first: date | None = None, last: date | None = None) -> list[Period]:
        """Return the months or quarters that end on or after ``first`` (default: ``effective_from``) up to ``last``."""
        return list(_spans(self, kind, first or self.effective_from, last or self.last_day))

    def expected(self, target: Number, as_of: date, *, whole: bool) -> Number:
        """Return the pace at ``as_of``: ``target × quarter ÷ 4``, rounded down for ``whole`` numbers.

        The quarter under way counts in full; before the programme year nothing is expected, after it everything.
        """
        if as_of < self.first_day:
            return 0
        quarter = 4 if as_of > self.last_day else (as_of.month + 2) // 3
        exact = Fraction(target) * quarter / 4
        if whole:
            return exact.numerator // exact.denominator
        return Decimal(exact.numerator) / Decimal(exact.denominator) if isinstance(target, Decimal) else exact


@cache
def _spans(programme: ProgrammeYear, kind: Literal["month", "quarter"], first: date, last: date) -> tuple[Period, ...]:
    size = 1 if kind == "month" else 3
    found = []
    for number, start in enumerate(range(1, 13, size), 1):
        year, end = programme.year, start + size - 1
        label = f"{year}-{start:02d}" if kind == "month" else f"{year}Q{number}"
        span = Period(label, date(year, start, 1), date(year, end, monthrange(year, end)[1]))
        if first <= span.last <= last:
            found.append(span)
    return tuple(found)


def period_end(label: str) -> date:
    """Return the last day of a month or quarter by its label: ``2022-05``, ``2022Q2``."""
    if "Q" in label:
        return quarter_end(label)
    year, month = map(int, label.split("-"))
    return date(year, month, monthrange(year, month)[1])


def quarter_end(label: str) -> date:
    """Return the last day of a quarter written like ``2022Q2``; ``ValueError`` if it is not one."""
    year, _, number = label.strip().upper().partition("Q")
    if not (year.isdecimal() and len(year) == 4 and number in {"1", "2", "3", "4"}):
        raise ValueError(label)
    month = int(number) * 3
    return date(int(year), month, monthrange(int(year), month)[1])
