"""Days, months and quarters as the people of a pack write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import NamedTuple

from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.rules.model import RulePack
from assistcheck.workbook.cell_values import CellContext, PackFacts, read_quarter

_LATEST = date(9990, 12, 31)


class Quarter(NamedTuple):
    """One quarter of a pack's programme year."""

    label: str
    """Such as ``2022Q2``."""
    last_day: date
    name: LocalizedText
    """What it is called in the pack's terms."""


def quarters_of(pack: RulePack) -> tuple[Quarter, ...]:
    """Return the four quarters of a pack's programme year."""
    year, name = pack.programme_year, pack.manifest.quarter_name
    spans = year.spans("quarter", year.first_day)
    return tuple(Quarter(one.label, one.last, name.format(year=year.number, n=int(one.label[-1]))) for one in spans)


def period_end(pack: RulePack, text: str) -> date:
    """Return the last day of a month or a quarter: ``2022-05``, ``2022Q2``, or a quarter as it may stand in a workbook.

    Raises:
        ValueError: it is none.
    """
    year = pack.programme_year
    with suppress(ValueError):
        return year.period_end(text)
    return year.period_end(read_quarter(text, CellContext(lambda: PackFacts(year)), ledgers_of(pack).conventions))


def calendar_day(text: str) -> date:
    """Return the day of a text such as ``2022-12-31``.

    Raises:
        ValueError: it is none, or so late that the calendar has no room for what comes after it.
    """
    found = date.fromisoformat(text)
    if found > _LATEST:
        raise ValueError(text)
    return found


def as_of_day(pack: RulePack, *, day: str | None = None, quarter: str | None = None) -> date | None:
    """Return the day that a ``day`` or, where that is not given, a ``quarter`` means as written; ``None``: neither is given.

    Raises:
        UsageError: it is no day, or no quarter; the words show one.
    """
    given = day or quarter
    if not given:
        return None
    try:
        return calendar_day(given) if day else period_end(pack, given)
    except ValueError:
        raise _no_day(given, pack, is_day=bool(day)) from None


def default_as_of(pack: RulePack, today: date) -> date:
    """Return the day an audit is as of when none is given: ``today``, but never past the last day of the programme year.

    Goals that fall due later are asked for by their date.
    """
    return min(today, pack.programme_year.last_day)


def _no_day(given: str, pack: RulePack, *, is_day: bool) -> UsageError:
    """Return the error of a text that is no day or quarter, with an example of the pack's year."""
    year = pack.programme_year.number
    expected = pack.manifest.quarter_name.format(year=year, n=2)
    if is_day:
        expected = LocalizedText(*[period_end(pack, f"{year}Q2").isoformat()] * 2)
    return UsageError(
        LocalizedText(
            f"“{given}”不是日期或季度；应如 {expected.zh}", f"{given!r} is not a day or quarter such as {expected.en}"
        )
    )
