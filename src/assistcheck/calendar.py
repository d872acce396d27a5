"""The programme year: its months and quarters, the as-of date, and the pace (序时进度)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

Number = int | Decimal | Fraction
"""An exact figure: a count, an amount of money, or a ratio."""
_MONTHS = {"month": 1, "quarter": 3}


class Period(NamedTuple):
    """One month or quarter: its label (``2022-05``, ``2022Q2``) and its first and last day."""

    label: str
    first: date
    last: date


def month_start(day: date, months: int = 0) -> date:
    """Return the first day of the month that lies ``months`` after that of ``day``."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


class ProgrammeYear(NamedTuple):
    """The twelve months whose duties are checked.

    Months are those of the calendar (``2022-05``); quarters are the year's own: ``2026Q1`` of a fiscal year 2026 that begins
    in July 2025 is July to September 2025.
    """

    number: int
    """How people number it."""
    first_day: date
    effective_from: date
    """The day the document was issued; months and quarters ending before it owe nothing."""
    last_due: date
    """The last day on which any duty falls due; no default as-of date goes past it."""

    @property
    def last_day(self) -> date:
        """The last day of the programme year."""
        return month_start(self.first_day, 12) - timedelta(days=1)

    def spans(self, kind: Literal["month", "quarter"], first: date | None = None, last: date | None = None) -> list[Period]:
        """Return the months or quarters that end on or after ``first`` (default: ``effective_from``) up to ``last``."""
        return list(_spans(self, kind, first or self.effective_from, last or self.last_day))

    def expected(self, target: Number, as_of: date, *, whole: bool) -> Number:
        """Return the pace at ``as_of``: ``target × quarter ÷ 4``, rounded down for ``whole`` numbers.

        The quarter under way counts in full; before the programme year nothing is expected, after it everything.
        """
        if as_of < self.first_day:
            return 0
        quarter = 4 if as_of > self.last_day else self._months_to(as_of) // 3 + 1
        exact = Fraction(target) * quarter / 4
        if whole:
            return exact.numerator // exact.denominator
        return Decimal(exact.numerator) / Decimal(exact.denominator) if isinstance(target, Decimal) else exact

    def number_of(self, day: date) -> int:
        """Return the number of the programme year that a day lies in, this one or another."""
        return self.number + self._months_to(day) // 12

    def quarter_of(self, day: date) -> str:
        """Return the label of the quarter that a day lies in: ``2022Q2``."""
        return f"{self.number_of(day)}Q{self._months_to(day) % 12 // 3 + 1}"

    def day_of(self, month: int, day: int) -> date:
        """Return the day of this year with a month and a day of it; ``ValueError`` if there is none."""
        year = self.first_day.year
        return date(year if month >= self.first_day.month else year + 1, month, day)

    def period_end(self, label: str) -> date:
        """Return the last day of a month or quarter by its label: ``2022-05``, ``2022Q2``; ``ValueError`` if it is none."""
        year, quarter, number = label.strip().upper().partition("Q")
        if not quarter:
            first, months = date.fromisoformat(f"{label.strip()}-01"), 1
        elif year.isdecimal() and len(year) == 4 and number in {"1", "2", "3", "4"}:
            first, months = month_start(self.first_day, (int(year) - self.number) * 12 + int(number) * 3 - 3), 3
        else:
            raise ValueError(label)
        return month_start(first, months) - timedelta(days=1)

    def _months_to(self, day: date) -> int:
        """Return how many months lie between the year's first one and a day's."""
        return (day.year - self.first_day.year) * 12 + day.month - self.first_day.month


@cache
def _spans(year: ProgrammeYear, kind: Literal["month", "quarter"], first: date, last: date) -> tuple[Period, ...]:
    size, found = _MONTHS[kind], []
    for months in range(0, 12, size):
        start = month_start(year.first_day, months)
        label = f"{start:%Y-%m}" if kind == "month" else f"{year.number}Q{months // 3 + 1}"
        span = Period(label, start, month_start(start, size) - timedelta(days=1))
        if first <= span.last <= last:
            found.append(span)
    return tuple(found)
